/** Parsers for everything about people that comes from outside. */
import { z } from "zod";
import { ROLES } from "~/domain/kernel/permissions";
import { API_SCOPES } from "./schema";

const email = z.string().trim().toLowerCase().max(254).pipe(z.email("not_an_email"));
/** Twelve characters or more; length beats rules about symbols. */
export const newPassword = z.string().min(12, "password_short").max(128, "password_long");

export const SignInInput = z.object({
  email,
  password: z.string().min(1, "required").max(200),
  next: z.string().max(500).optional(),
});

export const ForgottenPasswordInput = z.object({ email });

export const ResetPasswordInput = z.object({ password: newPassword });

export const InvitePersonInput = z.object({
  fullName: z
    .string()
    .trim()
    .min(2, "required")
    .max(200)
    .transform((text) => text.normalize("NFC")),
  email,
  professionKey: z.string().min(1, "required"),
  organisationId: z.uuid("required"),
});
export type InvitePersonInput = z.infer<typeof InvitePersonInput>;

export const AcceptInvitationInput = z.object({ password: z.string().max(128).optional() });

const optional = z
  .string()
  .optional()
  .transform((text) => text || null);
export const GrantRoleInput = z.object({
  role: z.enum(ROLES),
  country: optional,
  organisationId: optional,
});
export type GrantRoleInput = z.infer<typeof GrantRoleInput>;

/** The line manager of a posting; an empty e-mail says that there is none. */
export const SupervisorForm = z.object({
  postingId: z.uuid(),
  email: z.union([z.string().trim().length(0), email]),
});

export const PeopleQuery = z.object({
  search: z.string().max(200).default(""),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

export const ChangePasswordInput = z.object({
  currentPassword: z.string().min(1, "required").max(200),
  newPassword,
});

export const EndRoleInput = z.object({ reason: z.string().trim().min(3, "required").max(300) });

/** Forms send one scope as text and several as a list. */
export const CreateTokenInput = z.object({
  name: z.string().trim().min(1, "required").max(100),
  scopes: z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(z.enum(API_SCOPES)).min(1, "scope_required"),
  ),
  days: z.coerce.number().int().min(1).max(365).default(90),
});
export type CreateTokenInput = z.infer<typeof CreateTokenInput>;
export const TokenParams = z.object({ tokenId: z.uuid() });

/** An account made at the command line. `organisation` and `profession` are keys of the reference data. */
export const CreatePersonInput = InvitePersonInput.pick({ fullName: true, email: true }).extend({
  organisation: z.string().min(1, "required"),
  profession: z.string().min(1, "required"),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "invalid_value")
    .optional(),
  password: newPassword,
  admin: z.boolean().default(false),
});
export type CreatePersonInput = z.infer<typeof CreatePersonInput>;
