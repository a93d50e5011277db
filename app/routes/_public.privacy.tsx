import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { defineLoader } from "~/web/define.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export const loader = defineLoader({ access: "public" }, ({ t }) => ({
  title: t("common:pages.privacy.documentTitle"),
  heading: t("common:pages.privacy.title"),
  paragraphs: t("common:pages.privacy.body", { returnObjects: true }) as string[],
}));

export default function Page() {
  const { heading, paragraphs } = useLoaderData<typeof loader>();
  return (
    <div className="narrow serif">
      <h1>{heading}</h1>
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  );
}
