import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { RegistrationParams } from "~/domain/learning/input.server";
import { getPlayer } from "~/domain/learning/queries.server";
import { defineLoader } from "~/web/define.server";

export const handle = { frame: false };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

export const loader = defineLoader(
  { access: "signed-in", params: RegistrationParams },
  async ({ actor, params, t }) => {
    const player = await getPlayer(actor, params.registrationId);
    return { player, documentTitle: t("learning:player.documentTitle", { title: player.title }) };
  },
);

const WORDS = [
  "status_loaded",
  "status_saving",
  "status_on_device",
  "status_not_kept",
  "status_saved",
  "status_set_aside",
  "status_refused",
  "safe_here",
  "keep_open",
  "support_code",
  "problem_signed_out",
  "problem_other_person",
  "problem_set_aside",
  "problem_earlier_set_aside",
  "problem_refused",
  "problem_server_full",
  "problem_device_full",
  "problem_device_closed",
  "problem_elsewhere",
  "problem_unreachable",
  "problem_closed",
  "problem_missing",
  "note_empty",
  "item_completed",
  "item_open",
];

export default function Player() {
  const { t } = useTranslation("learning");
  const { player } = useLoaderData<typeof loader>();
  const words = Object.fromEntries(
    WORDS.map((key) => [
      key,
      t(`player.${key}`, { detail: "{{detail}}", interpolation: { skipOnVariables: true } }),
    ]),
  );
  const exitTo = player.previewOf ? `/academy/packages/${player.previewOf}` : "/my-learning";
  const configuration = JSON.stringify({ ...player, exitTo, words }).replaceAll("<", "\\u003c");
  return (
    <div className="player">
      <header className="player-bar">
        <a id="exit" href={exitTo} className="player-exit">
          {t("player.exit")}
        </a>
        <div className="player-title">
          <h1>{player.title}</h1>
          <span id="item-title" className="player-item" />
        </div>
        <span id="saved" className="player-saved" role="status" data-status="idle">
          {t("player.opening")}
        </span>
        {player.items.length > 1 && <Contents items={player.items} />}
      </header>
      {player.previewOf && <p className="player-preview">{t("player.preview")}</p>}
      <div id="player-problem" className="player-problem" role="alert" hidden>
        <div>
          <p id="player-problem-text" />
          <p id="player-problem-code" className="small" />
        </div>
        <button type="button" id="player-retry" className="button button-secondary">
          {t("player.retry")}
        </button>
        <a id="player-sign-in" href="/sign-in" target="_blank" rel="noreferrer">
          {t("player.signIn")}
        </a>
      </div>
      <p id="player-note" className="player-preview" role="status" hidden />
      <noscript>
        <p className="player-problem">{t("player.noScript")}</p>
      </noscript>
      <iframe
        id="shell"
        className="player-content"
        title={t("player.content", { title: player.title })}
        sandbox="allow-scripts allow-same-origin allow-forms allow-modals"
        allow="fullscreen"
      />
      <div className="player-steps" hidden={player.items.length < 2}>
        <button type="button" id="previous" className="button button-secondary">
          {t("player.previous")}
        </button>
        <button type="button" id="next" className="button button-primary">
          {t("player.next")}
        </button>
      </div>
      <script
        type="application/json"
        id="player-configuration"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: our own markup, escaped or drawn by us
        dangerouslySetInnerHTML={{ __html: configuration }}
      />
      <script type="module" src="/build/player.js" />
    </div>
  );
}

function Contents({ items }: { items: { identifier: string; title: string }[] }) {
  const { t } = useTranslation("learning");
  return (
    <details className="player-contents">
      <summary>{t("player.contents")}</summary>
      <ol>
        {items.map((item) => (
          <li key={item.identifier}>
            <button type="button" data-item={item.identifier}>
              <span data-mark aria-hidden="true">
                ○
              </span>{" "}
              {item.title} <span className="visually-hidden" data-word />
            </button>
          </li>
        ))}
      </ol>
    </details>
  );
}
