/** Guesses which column is which from its heading: English, and what Dutch, French and Spanish files usually say. */
import { ROSTER_FIELDS, type RosterField, type RosterMapping } from "./fields";
import { folded } from "./names";

const HEADINGS: Record<RosterField, readonly string[]> = {
  email: [
    ...["e mail", "email", "e mail address", "email address", "mail", "work email", "work e mail"],
    ...["e mailadres", "emailadres", "adresse e mail", "adresse electronique", "courriel"],
    ...["adresse mail", "correo", "correo electronico", "direccion de correo", "imel"],
  ],
  fullName: [
    ...["full name", "fullname", "name and surname", "participant", "participant name", "nominee"],
    ...["volledige naam", "nom complet", "nom et prenom", "nom et prenoms", "prenom et nom"],
    ...["nombre completo", "nombre y apellido", "nombre y apellidos", "apellidos y nombres"],
    ...["naam en voornaam", "non konple"],
  ],
  givenName: [
    ...["given name", "given names", "givenname", "first name", "firstname", "first names"],
    ...["forename", "forenames", "voornaam", "voornamen", "prenom", "prenoms", "nombres"],
  ],
  familyName: [
    ...["family name", "familyname", "last name", "lastname", "surname", "achternaam"],
    ...["familienaam", "nom de famille", "apellido", "apellidos"],
  ],
  country: [
    ...["country", "country code", "iso2", "territory", "country or territory", "member state"],
    ...["land", "landcode", "pays", "code pays", "pais", "codigo de pais", "peyi"],
  ],
  profession: [
    ...["profession", "role", "job", "job title", "position", "occupation", "rank"],
    ...["beroep", "functie", "fonction", "poste", "metier", "profesion", "cargo", "puesto"],
  ],
  branch: ["branch", "tak", "branche", "rama", "poder"],
  employer: [
    ...["employer", "organisation", "organization", "agency", "ministry", "institution"],
    ...["department", "unit", "werkgever", "organisatie", "instelling", "ministerie"],
    ...["employeur", "organisme", "institution employeur", "ministere", "empleador"],
    ...["organizacion", "institucion", "entidad", "ministerio"],
  ],
  sex: ["sex", "gender", "geslacht", "sexe", "genre", "sexo", "genero"],
  lineManagerEmail: [
    ...["line manager e mail", "line manager email", "line manager", "manager email"],
    ...["supervisor", "supervisor email", "supervisor e mail", "leidinggevende"],
    ...["e mail leidinggevende", "courriel du superieur", "superieur hierarchique"],
    ...["correo del supervisor", "correo del jefe", "jefe inmediato"],
  ],
  priority: ["priority", "prioriteit", "priorite", "prioridad"],
  note: [
    ...["note", "notes", "remark", "remarks", "comment", "comments", "opmerking"],
    ...["opmerkingen", "remarque", "remarques", "observations", "nota", "notas"],
    ...["observacion", "observaciones", "comentarios"],
  ],
};

/** Words that mean the whole name, unless another column has its other half. */
const HALVES: Record<string, { withGiven: RosterField } | { withFamily: RosterField }> = {
  name: { withGiven: "familyName" },
  naam: { withGiven: "familyName" },
  nom: { withGiven: "familyName" },
  nombre: { withFamily: "givenName" },
  non: { withGiven: "familyName" },
};

/** The first column whose heading is known wins its field; a column serves one field. */
export function guessColumns(headers: readonly string[]): RosterMapping["columns"] {
  const plain = headers.map(folded);
  const columns: RosterMapping["columns"] = {};
  for (const field of ROSTER_FIELDS) {
    const found = plain.findIndex((heading) => HEADINGS[field].includes(heading));
    if (found >= 0) columns[field] = found;
  }
  const half = plain.findIndex((heading) => heading in HALVES);
  if (half >= 0) placeHalf(columns, half, plain[half] ?? "");
  return columns;
}

function placeHalf(columns: RosterMapping["columns"], column: number, heading: string): void {
  const rule = HALVES[heading];
  if (!rule || columns.fullName !== undefined) return;
  const field =
    "withGiven" in rule
      ? columns.givenName === undefined
        ? "fullName"
        : rule.withGiven
      : columns.familyName === undefined
        ? "fullName"
        : rule.withFamily;
  columns[field] ??= column;
}
