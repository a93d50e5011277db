/** The text of a message as it was written, with its addresses as links. */

const ADDRESS = /(https?:\/\/[^\s<>"]+)/;

export function Letter({ body }: { body: string }) {
  const parts = body.split(ADDRESS).map((text, position) => ({ text, position }));
  return (
    <p className="letter">
      {parts.map(({ text, position }) =>
        ADDRESS.test(text) ? (
          <a key={position} href={text}>
            {text}
          </a>
        ) : (
          text
        ),
      )}
    </p>
  );
}
