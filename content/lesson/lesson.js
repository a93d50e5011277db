/* A lesson page in any SCORM 1.2 or 2004 player: remembers the page and the answers, completes when all were seen and answered. */
(() => {
  function find(name) {
    var w = window;
    for (var i = 0; i < 20; i++) {
      try {
        if (w[name]) return w[name];
      } catch (e) {
        return null;
      }
      if (w.parent === w) return w.opener && w !== w.opener ? ((w = w.opener), null) : null;
      w = w.parent;
    }
    return null;
  }
  var is2004 = true;
  var api = find("API_1484_11");
  if (!api) {
    api = find("API");
    is2004 = false;
  }
  function call(name, a, b) {
    if (!api) return "";
    return b === undefined
      ? api[(is2004 ? "" : "LMS") + name](a)
      : api[(is2004 ? "" : "LMS") + name](a, b);
  }
  var element = is2004
    ? {
        location: "cmi.location",
        status: "cmi.completion_status",
        exit: "cmi.exit",
        time: "cmi.session_time",
      }
    : {
        location: "cmi.core.lesson_location",
        status: "cmi.core.lesson_status",
        exit: "cmi.core.exit",
        time: "cmi.core.session_time",
      };
  var started = Date.now();
  var finished = false;
  var sections = [].slice.call(document.querySelectorAll("[data-page]"));
  var checks = [].slice.call(document.querySelectorAll("[data-check]"));
  var state = { seen: {}, answers: {} };
  var at = 0;

  if (api) {
    if (is2004) api.Initialize("");
    else api.LMSInitialize("");
    try {
      state = JSON.parse(call("GetValue", "cmi.suspend_data")) || state;
    } catch (e) {
      /* a first visit has nothing to read */
    }
    at = Math.min(
      sections.length - 1,
      Math.max(0, parseInt(call("GetValue", element.location), 10) || 0),
    );
  }
  checks.forEach((check) => {
    var name = check.getAttribute("data-check");
    check.addEventListener("change", (event) => {
      state.answers[name] = event.target.value;
      feedback(check);
      save();
    });
    if (state.answers[name] !== undefined) {
      var chosen = check.querySelector('input[value="' + state.answers[name] + '"]');
      if (chosen) chosen.checked = true;
      feedback(check);
    }
  });
  function feedback(check) {
    var chosen = check.querySelector("input:checked");
    var line = check.querySelector(".feedback");
    var right = chosen.hasAttribute("data-right");
    line.className = "feedback " + (right ? "right" : "wrong");
    line.textContent = (right ? "✓ Yes. " : "✕ Not quite. ") + chosen.getAttribute("data-feedback");
  }
  function complete() {
    return (
      sections.every((section, index) => state.seen[index]) &&
      checks.every((check) => {
        var chosen = check.querySelector("input:checked");
        return chosen && chosen.hasAttribute("data-right");
      })
    );
  }
  function time() {
    var s = Math.round((Date.now() - started) / 1000);
    if (is2004) return "PT" + s + "S";
    function two(n) {
      return (n < 10 ? "0" : "") + n;
    }
    return two(Math.floor(s / 3600)) + ":" + two(Math.floor(s / 60) % 60) + ":" + two(s % 60);
  }
  function save() {
    if (!api || finished) return;
    call("SetValue", element.location, String(at));
    call("SetValue", "cmi.suspend_data", JSON.stringify(state));
    call("SetValue", element.status, complete() ? "completed" : "incomplete");
    call("SetValue", element.time, time());
    call("Commit", "");
    where();
  }
  function where() {
    var open = checks.filter((check) => !check.querySelector("input:checked[data-right]")).length;
    document.getElementById("where").textContent =
      "Page " +
      (at + 1) +
      " of " +
      sections.length +
      (complete() ? ". Everything is done." : open ? ". Questions still open: " + open + "." : ".");
  }
  function show(index, focus) {
    at = index;
    sections.forEach((section, number) => {
      section.hidden = number !== at;
    });
    state.seen[at] = 1;
    document.getElementById("back").disabled = at === 0;
    document.getElementById("forward").disabled = at === sections.length - 1;
    if (focus) sections[at].querySelector("h2").focus();
    window.scrollTo(0, 0);
    where();
    save();
  }
  function leave() {
    if (!api || finished) return;
    save();
    // a lesson that is done has ended: it opens for review, and another attempt may begin
    call("SetValue", element.exit, complete() ? "" : "suspend");
    finished = true;
    if (is2004) api.Terminate("");
    else api.LMSFinish("");
  }
  document.getElementById("back").addEventListener("click", () => {
    show(at - 1, true);
  });
  document.getElementById("forward").addEventListener("click", () => {
    show(at + 1, true);
  });
  window.addEventListener("pagehide", leave);
  window.addEventListener("beforeunload", leave);
  show(at, false);
})();
