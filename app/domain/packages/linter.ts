/**
 * Reads an imported package and says what will trouble learners. Findings are signs, not proofs: nothing is run. What only
 * shows when the package is played is for a trial.
 */
import { hostOf, pathMeant, referencesOf } from "./lint-references";
import { everyActivity, launchable, type Manifest, type Standard } from "./schema";

export type Severity = "error" | "warning" | "note";
export type Finding = {
  rule: string;
  severity: Severity;
  /** The file it was seen in; the manifest for what is about the whole. */
  file: string;
  subject: string;
  /** In how many places more. */
  more: number;
};
export type LintFile = { path: string; size: number };

const MANIFEST = "imsmanifest.xml";
const LARGE_MEDIA = 20 * 1024 * 1024;

/** Whether a file's text is worth reading for the linter. */
export const isLinted = ({ path }: LintFile): boolean => /\.(x?html?|m?js|css)$/i.test(path);

/** Collects findings: give it every text of `isLinted` files, in any order, then ask what was found. */
export class Linter {
  private readonly found = new Map<string, Finding>();
  private readonly paths: Set<string>;
  private readonly folded: Map<string, string>;
  private readonly speaks = { "1.2": false, "2004": false };
  private reportsCompletion = false;
  private readsEverything = true;

  constructor(
    private readonly manifest: Pick<Manifest, "standard" | "organizations">,
    private readonly files: LintFile[],
  ) {
    this.paths = new Set(files.map(({ path }) => path));
    this.folded = new Map(files.map(({ path }) => [path.toLowerCase(), path]));
  }

  /** A file that was too long to read: what no file says cannot be said any more. */
  skip(): void {
    this.readsEverything = false;
  }

  read(path: string, text: string): void {
    if (/\bLMSInitialize\b/.test(text)) this.speaks["1.2"] = true;
    if (/\bAPI_1484_11\b/.test(text)) this.speaks["2004"] = true;
    if (/lesson_status|completion_status|success_status|progress_measure/.test(text))
      this.reportsCompletion = true;
    for (const { address, kind } of referencesOf(path, text)) this.refer(path, address, kind);
    this.readPage(path, text);
    this.readScript(path, text);
  }

  /** Everything found, the gravest first, one line for each kind of trouble in a file or with a subject. */
  findings(): Finding[] {
    this.judgeTree();
    this.judgeFiles();
    if (this.readsEverything) this.judgeSpeech();
    const order: Severity[] = ["error", "warning", "note"];
    return [...this.found.values()].sort(
      (a, b) =>
        order.indexOf(a.severity) - order.indexOf(b.severity) || a.rule.localeCompare(b.rule),
    );
  }

  /** One finding per rule and subject: the second place is counted, not listed. */
  private add(severity: Severity, rule: string, file: string, subject = ""): void {
    const key = `${rule}\0${subject}`;
    const known = this.found.get(key);
    if (known) known.more += 1;
    else this.found.set(key, { rule, severity, file, subject: subject.slice(0, 200), more: 0 });
  }

  private refer(from: string, address: string, kind: "resource" | "link"): void {
    const host = hostOf(address);
    const path = host ? null : pathMeant(from, address);
    if (host && kind === "resource") this.add("error", "outside_resource", from, host);
    else if (host) this.add("note", "outside_link", from, host);
    else if (path === null || this.paths.has(path)) return;
    else if (this.folded.has(path.toLowerCase())) this.add("error", "case_differs", from, path);
    else this.add(kind === "resource" ? "warning" : "note", "file_missing", from, path);
  }

  private readPage(path: string, text: string): void {
    if (!/\.x?html?$/i.test(path)) return;
    if (/<html\b/i.test(text) && !/<html\b[^<>]{0,4000}\blang\s*=/i.test(text))
      this.add("note", "page_without_language", path);
    if (/<(video|audio)\b[^<>]{0,4000}\bautoplay\b/i.test(text)) this.add("note", "autoplay", path);
    if (/<applet\b|classid\s*=\s*["']clsid:|application\/x-(shockwave-flash|java)/i.test(text))
      this.add("error", "plug_in", path);
    if (/<video\b/i.test(text) && !/<track\b/i.test(text))
      this.add("warning", "video_without_captions", path);
  }

  private readScript(path: string, text: string): void {
    if (/\bwindow\.open\s*\(/.test(text)) this.add("warning", "opens_windows", path);
    if (/\b(localStorage|sessionStorage|indexedDB)\b/.test(text))
      this.add("note", "keeps_on_device", path);
    if (/\bActiveXObject\s*\(/.test(text) && !/XMLHTTP|XMLDOM/i.test(text))
      this.add("error", "plug_in", path);
    if (/\b(top|parent\.parent)\.location\s*=/.test(text))
      this.add("warning", "leaves_the_player", path);
  }

  private judgeTree(): void {
    const [organization] = this.manifest.organizations;
    const activities = everyActivity(organization?.activities ?? []);
    for (const { title, identifier } of activities)
      if (title === identifier) this.add("note", "title_missing", MANIFEST, identifier);
    const hosts = new Map(launchable(activities).map(({ href, title }) => [href, title]));
    if (hosts.size < launchable(activities).length) this.add("note", "same_address", MANIFEST);
  }

  private judgeFiles(): void {
    for (const { path, size } of this.files) {
      if (/\.(swf|flv|jar|class|ocx|cab)$/i.test(path)) this.add("error", "plug_in", path, path);
      if (/\.(exe|msi|bat|apk|dmg)$/i.test(path)) this.add("warning", "program", path, path);
      if (/\.(mp4|webm|mov|avi|wmv|mp3|wav)$/i.test(path) && size > LARGE_MEDIA)
        this.add("warning", "media_large", path, `${Math.round(size / 1024 / 1024)} MB`);
      if (/\.(avi|wmv|mov|flv|wma)$/i.test(path)) this.add("error", "media_unplayable", path, path);
    }
  }

  /** What no file of the package says. */
  private judgeSpeech(): void {
    const { standard, organizations } = this.manifest;
    const scos = launchable(organizations[0]?.activities ?? []).filter(
      ({ kind }) => kind === "sco",
    );
    const other: Standard = standard === "1.2" ? "2004" : "1.2";
    if (scos.length === 0) this.add("warning", "no_sco", MANIFEST);
    else if (this.speaks[standard]) {
      if (!this.reportsCompletion) this.add("error", "never_completes", MANIFEST);
    } else if (this.speaks[other]) this.add("error", "speaks_other_standard", MANIFEST, other);
    else this.add("error", "never_speaks", MANIFEST);
  }
}
