/** An address as a QR code, drawn as SVG. */
import { renderSVG } from "uqr";

export const qrCode = (text: string): string => renderSVG(text, { border: 2 });
