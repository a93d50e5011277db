/** The icons of statuses, drawn by us: an hourglass or a pause sign is missing from many systems' fonts. */
import type { ReactNode } from "react";

const DRAWINGS = {
  check: <path d="M3 8.5 6.2 12 13 4.5" />,
  cross: <path d="m4 4 8 8m0-8-8 8" />,
  question: <path d="M5.4 6.2a2.6 2.6 0 1 1 3.9 2.2c-.8.5-1.3.9-1.3 1.8M8 12.9v.1" />,
  waves: <path d="M3 6.6c1.7-1.6 3.3-1.6 5 0s3.3 1.6 5 0m-10 4c1.7-1.6 3.3-1.6 5 0s3.3 1.6 5 0" />,
  dash: <path d="M4 8h8" />,
  hourglass: <path d="M4.5 2.5h7v2L8 8l3.5 3.5v2h-7v-2L8 8 4.5 4.5z" />,
  pause: <path d="M5.8 4v8m4.4-8v8" />,
  half: (
    <>
      <circle cx="8" cy="8" r="5.2" />
      <path d="M8 2.8a5.2 5.2 0 0 1 0 10.4z" fill="currentColor" />
    </>
  ),
  ring: <circle cx="8" cy="8" r="5.2" />,
  dots: <path d="M3.8 8h.1m4 0h.1m4 0h.1" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof DRAWINGS;

export const StatusIcon = ({ name }: { name: IconName }) => (
  <svg className="status-icon" viewBox="0 0 16 16" aria-hidden="true">
    {DRAWINGS[name]}
  </svg>
);
