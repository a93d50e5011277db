/** What a page may ask a browser for. The player's frame hands on full screen and nothing else. */
import { type Attempt, either } from "./attempt";

type Asking = Record<string, Record<string, (...given: unknown[]) => Promise<unknown>>>;

const asking = (name: string, run: Attempt["run"], ...held: string[]): Attempt => ({
  name,
  run,
  held: either(...held, "denied", "undefined"),
});

export const PERMISSIONS: Attempt[] = [
  asking("use the camera", () =>
    navigator.mediaDevices.getUserMedia({ video: true }).then(() => "granted"),
  ),
  asking("use the microphone", () =>
    navigator.mediaDevices.getUserMedia({ audio: true }).then(() => "granted"),
  ),
  asking("record the screen", () => navigator.mediaDevices.getDisplayMedia().then(() => "granted")),
  asking(
    "learn where the learner is",
    () =>
      new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve("granted"),
          () => resolve("denied"),
        ),
      ),
  ),
  asking("read the clipboard", () => navigator.clipboard.readText().then(() => "read")),
  asking("write the clipboard", () =>
    navigator.clipboard.writeText("escaped").then(() => "written"),
  ),
  asking("notify the learner", () => Notification.requestPermission(), "default"),
  asking("fill the screen unasked", () =>
    document.documentElement.requestFullscreen().then(() => "full"),
  ),
  asking("lock the pointer", () =>
    (document.documentElement.requestPointerLock() as unknown as Promise<void>)?.then(
      () => "locked",
    ),
  ),
  asking("lock the keyboard", () =>
    (navigator as unknown as Asking).keyboard
      ?.lock?.()
      .then(() => (document.fullscreenElement ? "locked" : "denied")),
  ),
  asking("talk to a USB device", () =>
    (navigator as unknown as Asking).usb?.requestDevice?.({ filters: [] }).then(() => "granted"),
  ),
  asking("talk to a serial device", () =>
    (navigator as unknown as Asking).serial?.requestPort?.().then(() => "granted"),
  ),
  asking("talk to a Bluetooth device", () =>
    (navigator as unknown as Asking).bluetooth
      ?.requestDevice?.({ acceptAllDevices: true })
      .then(() => "granted"),
  ),
  asking("talk to a MIDI device", () =>
    navigator.requestMIDIAccess({ sysex: true }).then(() => "granted"),
  ),
  asking("keep the screen awake", () => navigator.wakeLock.request("screen").then(() => "granted")),
  asking("use the learner's passkeys", () =>
    navigator.credentials
      .get({ publicKey: { challenge: new Uint8Array(16) } })
      .then(() => "granted"),
  ),
  asking("see whether the learner is there", () =>
    (
      window as unknown as { IdleDetector: { requestPermission: () => Promise<string> } }
    ).IdleDetector.requestPermission(),
  ),
  asking("ask for a payment", () =>
    new PaymentRequest([{ supportedMethods: "https://example.org/pay" }], {
      total: { label: "x", amount: { currency: "USD", value: "1" } },
    })
      .show()
      .then(() => "shown"),
  ),
];
