/** A fault for the load test to find, loaded before the server: JavaScript that does not let go of the event loop. */
setInterval(() => {
  const until = performance.now() + 60;
  while (performance.now() < until);
}, 100).unref();
