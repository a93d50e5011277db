/** Native form elements with labels, hints and errors tied together; a refused form keeps what was typed. */
import { type ComponentPropsWithoutRef, createContext, type ReactNode, useContext } from "react";
import { useTranslation } from "react-i18next";

type Refusal =
  | {
      errors: Record<string, string>;
      values: Record<string, string | string[]>;
      details?: Record<string, unknown>;
    }
  | undefined;

const FormContext = createContext<{ refusal: Refusal; namespace: string }>({
  refusal: undefined,
  namespace: "common",
});

type FormProps = {
  children: ReactNode;
  action?: string;
  method?: "post" | "get";
  refusal?: Refusal;
  namespace?: string;
  inline?: boolean;
  encType?: "multipart/form-data";
  /** For the upload script: send the file in pieces; a fingerprint says which file it must be. */
  "data-upload"?: string;
};

/** `refusal` is what the action sent back; `namespace` is where its error sentences live. */
export function Form({
  children,
  refusal,
  namespace = "common",
  method = "post",
  inline,
  ...rest
}: FormProps) {
  return (
    <FormContext.Provider value={{ refusal, namespace }}>
      <form method={method} className={inline ? "form-inline" : "form"} noValidate {...rest}>
        {refusal && <ErrorSummary />}
        {children}
      </form>
    </FormContext.Provider>
  );
}

function useSentence() {
  const { refusal, namespace } = useContext(FormContext);
  const { t } = useTranslation([namespace, "common"]);
  return (key: string) =>
    String(
      t([`${namespace}:errors.${key}`, `common:errors.${key}`, "common:errors.invalid_value"], {
        ...refusal?.details,
      }),
    );
}

function ErrorSummary() {
  const { refusal } = useContext(FormContext);
  const { t } = useTranslation("common");
  const sentence = useSentence();
  return (
    <div className="error-summary" role="alert" tabIndex={-1} id="error-summary">
      <h2>{t("form.problem")}</h2>
      <ul>
        {Object.entries(refusal?.errors ?? {}).map(([field, key]) => (
          <li key={field}>
            {field === "form" ? sentence(key) : <a href={`#field-${field}`}>{sentence(key)}</a>}
          </li>
        ))}
      </ul>
    </div>
  );
}

type FieldProps = { name: string; label: string; hint?: string };

function useField(name: string, hint?: string) {
  const { refusal } = useContext(FormContext);
  const sentence = useSentence();
  const key = refusal?.errors[name];
  const describedBy =
    [hint && `hint-${name}`, key && `error-${name}`].filter(Boolean).join(" ") || undefined;
  const typed = refusal?.values[name];
  return {
    error: key ? sentence(key) : undefined,
    typed,
    aria: { "aria-describedby": describedBy, "aria-invalid": key ? true : undefined },
  };
}

function Field({
  name,
  label,
  hint,
  error,
  children,
}: FieldProps & { error?: string; children: ReactNode }) {
  return (
    <div className={error ? "field field-invalid" : "field"}>
      <label htmlFor={`field-${name}`}>{label}</label>
      <Notes name={name} hint={hint} error={error} />
      {children}
    </div>
  );
}

const Notes = ({ name, hint, error }: { name: string; hint?: string; error?: string }) => (
  <>
    {hint && (
      <p className="field-hint" id={`hint-${name}`}>
        {hint}
      </p>
    )}
    {error && (
      <p className="field-error" id={`error-${name}`}>
        {error}
      </p>
    )}
  </>
);

const one = (typed: string | string[] | undefined) => (Array.isArray(typed) ? typed[0] : typed);

export function TextInput({
  name,
  label,
  hint,
  defaultValue,
  ...rest
}: FieldProps & ComponentPropsWithoutRef<"input">) {
  const { error, typed, aria } = useField(name, hint);
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      <input
        className="input"
        id={`field-${name}`}
        name={name}
        defaultValue={one(typed) ?? defaultValue}
        {...aria}
        {...rest}
      />
    </Field>
  );
}

export function TextArea({
  name,
  label,
  hint,
  defaultValue,
  ...rest
}: FieldProps & ComponentPropsWithoutRef<"textarea">) {
  const { error, typed, aria } = useField(name, hint);
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      <textarea
        className="input"
        id={`field-${name}`}
        name={name}
        defaultValue={one(typed) ?? defaultValue}
        {...aria}
        {...rest}
      />
    </Field>
  );
}

export type Option = { value: string; label: string; hint?: string };

export function Select({
  name,
  label,
  hint,
  options,
  defaultValue,
  placeholder,
  ...rest
}: FieldProps & { options: Option[]; placeholder?: string } & Omit<
    ComponentPropsWithoutRef<"select">,
    "children"
  >) {
  const { error, typed, aria } = useField(name, hint);
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      <select
        className="input"
        id={`field-${name}`}
        name={name}
        defaultValue={one(typed) ?? defaultValue ?? ""}
        {...aria}
        {...rest}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

export function RadioGroup({
  name,
  label,
  hint,
  options,
  defaultValue,
}: FieldProps & { options: Option[]; defaultValue?: string }) {
  const { error, typed, aria } = useField(name, hint);
  const chosen = one(typed) ?? defaultValue;
  return (
    <fieldset className={error ? "field field-invalid" : "field"} id={`field-${name}`} {...aria}>
      <legend>{label}</legend>
      <Notes name={name} hint={hint} error={error} />
      {options.map((option) => (
        <label key={option.value} className="choice">
          <input
            type="radio"
            name={name}
            value={option.value}
            defaultChecked={chosen === option.value}
          />
          <span>
            {option.label}
            {option.hint && <span className="field-hint"> {option.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

export function Checkbox({
  name,
  label,
  value = "yes",
  defaultChecked,
}: {
  name: string;
  label: string;
  value?: string;
  defaultChecked?: boolean;
}) {
  const { error, typed } = useField(name);
  return (
    <div className={error ? "field field-invalid" : "field"}>
      <Notes name={name} error={error} />
      <label className="choice" id={`field-${name}`}>
        <input
          type="checkbox"
          name={name}
          value={value}
          defaultChecked={typed !== undefined || defaultChecked}
        />
        <span>{label}</span>
      </label>
    </div>
  );
}

/** Several of the same name: what was typed wins over the defaults, also when nothing was chosen. */
export function CheckboxGroup({
  name,
  label,
  hint,
  options,
  defaultValues = [],
}: FieldProps & { options: Option[]; defaultValues?: readonly string[] }) {
  const { error, typed, aria } = useField(name, hint);
  const { refusal } = useContext(FormContext);
  const chosen = refusal ? [typed ?? []].flat() : defaultValues;
  return (
    <fieldset className={error ? "field field-invalid" : "field"} id={`field-${name}`} {...aria}>
      <legend>{label}</legend>
      <Notes name={name} hint={hint} error={error} />
      <div className="choices">
        {options.map((option) => (
          <label key={option.value} className="choice">
            <input
              type="checkbox"
              name={name}
              value={option.value}
              defaultChecked={chosen.includes(option.value)}
            />
            <span>
              {option.label}
              {option.hint && <span className="field-hint"> {option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type FileInputProps = FieldProps & {
  accept?: string;
  multiple?: boolean;
  /** Opens the device's camera where it has one. */
  capture?: "environment";
};

export function FileInput({ name, label, hint, ...rest }: FileInputProps) {
  const { error, aria } = useField(name, hint);
  return (
    <Field name={name} label={label} hint={hint} error={error}>
      <input className="input" type="file" id={`field-${name}`} name={name} {...rest} {...aria} />
    </Field>
  );
}
