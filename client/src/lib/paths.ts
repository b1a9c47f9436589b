/** Every address of the client, in one place; screens link through these only. */
export const paths = {
  home: '/',
  signIn: '/sign-in',
  link: (token: string) => `/link/${token}`,
  hall: '/hall',
  work: '/work',
  lectures: '/lectures',
  newLecture: '/lectures/new',
  lecture: (id: string) => `/lectures/${id}`,
  editLecture: (id: string) => `/lectures/${id}/edit`,
  studio: (id: string) => `/lectures/${id}/studio`,
  liveWall: (id: string) => `/lectures/${id}/live`,
  orgs: '/orgs',
  people: '/people',
};
