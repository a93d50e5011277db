/** What of the academy this person may open, decided once per request and read by the academy's pages. */
import { createContext, useContext } from "react";

const AcademyPages = createContext<readonly { key: string; to: string }[]>([]);

export const AcademyPagesProvider = AcademyPages.Provider;
export const useAcademyPages = () => useContext(AcademyPages);
