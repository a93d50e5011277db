/** How far a message has come by mail, in words. */
import { useTranslation } from "react-i18next";
import type { MessageState } from "~/domain/notifications/schema";
import { formatInstant } from "~/ui/format";

type DeliveryStateProps = {
  state: MessageState;
  attempts: number;
  deliverAfter: string | Date;
  zone: string;
};

export function DeliveryState({ state, attempts, deliverAfter, zone }: DeliveryStateProps) {
  const { t } = useTranslation("notifications");
  const when = formatInstant(deliverAfter, zone);
  return <>{t(`states.${state}`, { count: attempts, when })}</>;
}
