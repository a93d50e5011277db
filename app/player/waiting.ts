/** My learning sends what waits on this device for its person. Their database and the server know them apart from anybody else here. */
import { deviceStore } from "./device-store";
import { httpTransport } from "./transport";
import { sendWaiting, type WaitingWord } from "./waiting-work";

const place = document.getElementById("waiting-work");
const personId = place?.dataset.person;
if (place && personId) void send(place, personId);

async function send(notice: HTMLElement, person: string): Promise<void> {
  const sending = await sendWaiting({
    store: deviceStore(person),
    transport: httpTransport(person),
    schedule: (work, ms) => window.setTimeout(work, ms),
    show: (word) => show(notice, word),
  });
  if (sending) window.addEventListener("online", sending.again);
}

function show(notice: HTMLElement, word: WaitingWord): void {
  notice.hidden = false;
  for (const line of notice.querySelectorAll<HTMLElement>("[data-says]"))
    line.hidden = line.dataset.says !== word;
}
