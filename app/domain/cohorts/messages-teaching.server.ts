/** How teaching staff write to their cohort; the shape is that of the notifications area's `announcement`. */
export { announce as tellAnnouncement } from "./messages-lifecycle.server";
