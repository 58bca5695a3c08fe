// Shows how far a scan is, as it happens, and goes to the report when it is there.
(() => {
  "use strict";
  const main = document.querySelector("main[data-events]");
  const stage = document.getElementById("stage");
  if (!main || !stage || !window.EventSource) {
    return;
  }

  // The first page loads itself again, for browsers without scripts. The one under this address does not.
  if (main.dataset.live) {
    location.replace(main.dataset.live);
    return;
  }

  const events = new EventSource(main.dataset.events);
  events.addEventListener("message", (event) => {
    const job = JSON.parse(event.data);
    stage.textContent = job.text;
    if (job.ended) {
      events.close();
      location.replace(job.address);
    }
  });
  events.addEventListener("error", () => {
    // After a cut connection the browser asks again by itself; after a refusal it does not.
    if (events.readyState === EventSource.CLOSED) {
      setTimeout(() => location.reload(), 5000);
    }
  });
})();
