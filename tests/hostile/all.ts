/** Every class of the hostile corpus, in the order of the way a package goes through the import. */
import { ADDRESSES } from "./classes/addresses";
import { BOMBS } from "./classes/bombs";
import { HONEST } from "./classes/honest";
import { MANIFESTS } from "./classes/manifests";
import { NAMES } from "./classes/names";
import { SEQUENCING } from "./classes/sequencing";
import { STRUCTURE } from "./classes/structure";

export const CORPUS = [
  ...STRUCTURE,
  ...BOMBS,
  ...NAMES,
  ...MANIFESTS,
  ...ADDRESSES,
  ...SEQUENCING,
  ...HONEST,
];
