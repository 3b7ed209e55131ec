// A decision, or a form, that is on its way: what one goes to or does next waits for it, so that no late answer covers that.
let last = Promise.resolve();

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  if (detail.requestConfig.path.startsWith("/review/")) last = new Promise((done) => { detail.xhr.addEventListener("loadend", () => done()); });
});

// Fulfilled when the answer to what was asked last stands on the page, or none will come.
export const answered = () => last;
