/** The player over the whole screen: its bar and controls come along, Escape leaves it as everywhere. */

export function offerFullScreen(
  button: HTMLButtonElement,
  area: HTMLElement,
  say: (key: string) => string,
): void {
  button.hidden = !document.fullscreenEnabled;
  button.addEventListener("click", () => {
    const done = document.fullscreenElement ? document.exitFullscreen() : area.requestFullscreen();
    // a browser or its policy may refuse; the player stays as it is
    done.catch(() => {});
  });
  document.addEventListener("fullscreenchange", () => {
    button.textContent = say(document.fullscreenElement ? "full_screen_leave" : "full_screen");
  });
}
