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
  "may_close",
  "opening",
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
  "problem_offline",
  "problem_missing",
  "note_empty",
  "note_time",
  "note_time_exit",
  "mode_review",
  "mode_browse",
  "item_completed",
  "item_open",
  "item_passed",
  "item_failed",
  "end_over",
  "end_suspended",
  "end_all",
  "end_some",
  "full_screen",
  "full_screen_leave",
  "refused_choice_off",
  "refused_choice_exit",
  "refused_stop_forward",
  "refused_forward_only",
  "refused_prevent_activation",
  "refused_constrained",
  "refused_disabled",
  "refused_attempt_limit",
  "refused_nothing_inside",
  "refused_prerequisites",
  "refused_not_needed",
  "refused_other",
];

/** Never top navigation; windows and downloads only where the academy decided so. */
const sandboxFor = ({ popups, downloads }: { popups: string; downloads: string }) =>
  [
    "allow-scripts allow-same-origin allow-forms allow-modals",
    popups === "allowed" && "allow-popups",
    downloads === "allowed" && "allow-downloads",
  ]
    .filter(Boolean)
    .join(" ");

export default function Player() {
  const { t } = useTranslation("learning");
  const { player } = useLoaderData<typeof loader>();
  const words = Object.fromEntries(
    WORDS.map((key) => [
      key,
      t(`player.${key}`, { detail: "{{detail}}", interpolation: { skipOnVariables: true } }),
    ]),
  );
  const exitTo = player.previewOf ? `/academy/packages/${player.previewOf}/trial` : "/my-learning";
  const configuration = JSON.stringify({ ...player, words }).replaceAll("<", "\\u003c");
  return (
    <div
      className={player.settings.display === "fill" ? "player player-fill" : "player"}
      id="player"
    >
      <header className="player-bar">
        <a id="exit" href={exitTo} className="player-exit">
          {t("player.exit")}
        </a>
        <div className="player-title">
          <h1>{player.title}</h1>
          <span id="item-title" className="player-item" />
        </div>
        <a
          href={`/learn/${player.registrationId}/saved`}
          target="_blank"
          rel="noreferrer"
          className="player-receipt"
          title={t("attempts.toSaved")}
        >
          <span id="saved" className="player-saved" role="status" data-status="idle">
            {t("player.opening")}
          </span>
        </a>
        <details id="contents" className="player-menu player-contents" hidden>
          <summary>{t("player.contents")}</summary>
          <ol id="contents-list" />
        </details>
        <More />
      </header>
      <main className="player-main">
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
        <form
          id="player-another"
          className="player-problem"
          method="post"
          action={`/learn/${player.registrationId}/beginning`}
          hidden
        >
          <p>{t("player.another")}</p>
          <button type="submit" className="button button-secondary">
            {t("attempts.begin")}
          </button>
        </form>
        <noscript>
          <p className="player-problem">{t("player.noScript")}</p>
        </noscript>
        <p id="player-late" className="player-problem player-late">
          {t("player.late")} <a href={`/learn/${player.registrationId}`}>{t("player.lateAgain")}</a>
        </p>
        <Organizations organizations={player.organizations} />
        <p id="player-choose" className="player-panel" hidden>
          {t("player.choose")}
        </p>
        <End
          exitTo={exitTo}
          again={`/learn/${player.registrationId}`}
          toPackage={player.previewOf !== null}
        />
        <p id="player-opening" className="player-opening" role="status" />
        <iframe
          id="shell"
          className="player-content"
          title={t("player.content", { title: player.title })}
          sandbox={sandboxFor(player.settings)}
          allow="fullscreen"
        />
        <div id="player-steps" className="player-steps" hidden>
          <button type="button" id="previous" className="button button-secondary">
            {t("player.previous")}
          </button>
          <button type="button" id="next" className="button button-primary">
            {t("player.next")}
          </button>
        </div>
      </main>
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

/** What ends a part or the whole; content may hide each of these, and everybody can still save and exit. */
function More() {
  const { t } = useTranslation("learning");
  return (
    <>
      <details id="more" className="player-menu" hidden>
        <summary>{t("player.more")}</summary>
        <div className="player-menu-list">
          {(["end-part", "end-all", "abandon-part", "abandon-all"] as const).map((id) => (
            <button key={id} type="button" id={id}>
              {t(`player.${id}`)}
              <small>{t(`player.${id}-hint`)}</small>
            </button>
          ))}
        </div>
      </details>
      <button type="button" id="full-screen" className="player-full-screen" hidden>
        {t("player.full_screen")}
      </button>
    </>
  );
}

function Organizations({
  organizations,
}: {
  organizations: { identifier: string; title: string }[];
}) {
  const { t } = useTranslation("learning");
  return (
    <section id="player-organizations" className="player-panel" hidden>
      <h2>{t("player.organizations")}</h2>
      <p>{t("player.organizationsHint")}</p>
      <div className="stack">
        {organizations.map(({ identifier, title }, index) => (
          <button
            key={identifier}
            type="button"
            data-organization={identifier}
            className={index === 0 ? "button button-primary" : "button button-secondary"}
          >
            {title || identifier}
          </button>
        ))}
      </div>
    </section>
  );
}

function End({ exitTo, again, toPackage }: { exitTo: string; again: string; toPackage: boolean }) {
  const { t } = useTranslation("learning");
  return (
    <section id="player-end" className="player-panel" tabIndex={-1} hidden>
      <h2 id="end-text">{t("player.end_over")}</h2>
      <p id="end-parts" />
      <p>{t("player.end_saved")}</p>
      <div className="player-end-ways">
        <a id="end-out" href={exitTo} className="button button-primary">
          {t(toPackage ? "player.end_package" : "player.end_learning")}
        </a>
        <a id="end-again" href={again} className="button button-secondary">
          {t("player.end_again")}
        </a>
      </div>
    </section>
  );
}
