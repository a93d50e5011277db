/** What there is to know of a session beside its time, a line each; what is empty takes no line. */
export function SessionFacts({ facts }: { facts: (string | null)[] }) {
  const lines = facts.filter((fact) => fact);
  if (lines.length === 0) return null;
  return (
    <ul className="session-facts">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
