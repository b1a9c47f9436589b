// Run by mongosh in the service mongo-init; safe to repeat.
const { MONGO_ROOT_PASSWORD, MONGO_APP_PASSWORD } = process.env;
const root = `mongodb://root:${encodeURIComponent(MONGO_ROOT_PASSWORD)}@mongo:27017/admin?directConnection=true`;
const admin = connect(root);

const answer = admin.runCommand({ replSetGetStatus: 1 });
if (answer.codeName === 'NotYetInitialized') {
  admin.runCommand({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: 'mongo:27017' }] } });
}
const until = Date.now() + 60_000;
while (!admin.runCommand({ hello: 1 }).isWritablePrimary) {
  if (Date.now() > until) throw new Error('the replica set has no primary after 60 s');
  sleep(500);
}

const database = admin.getSiblingDB('law_hall');
const user = { pwd: MONGO_APP_PASSWORD, roles: [{ role: 'readWrite', db: 'law_hall' }] };
if (database.getUser('law_hall')) database.updateUser('law_hall', user);
else database.createUser({ user: 'law_hall', ...user });
print('the replica set and the user law_hall are there');
