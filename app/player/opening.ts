/** The quiet word in a lesson's place while it is on its way: after a moment, so that nothing flashes on a good link. */
const QUIET_MS = 300;

export type Opening = { begin: () => void; end: () => void };

export function openingIn(place: HTMLElement, words: string): Opening {
  let timer: number | null = null;
  return {
    begin() {
      timer ??= window.setTimeout(() => {
        place.textContent = words;
      }, QUIET_MS);
    },
    end() {
      window.clearTimeout(timer ?? 0);
      timer = null;
      place.textContent = "";
    },
  };
}
