/** The fields of a venue and of a room. */
import { useTranslation } from "react-i18next";
import { Select, TextArea, TextInput } from "~/ui/form";

type VenueFieldsProps = {
  countries: { iso2: string; name: string }[];
  venue?: { name: string; address: string; country: string };
};

export function VenueFields({ countries, venue }: VenueFieldsProps) {
  const { t } = useTranslation("cohorts");
  return (
    <>
      <TextInput name="name" label={t("venues.name")} defaultValue={venue?.name} />
      <TextArea name="address" label={t("venues.address")} defaultValue={venue?.address} />
      <Select
        name="country"
        label={t("venues.country")}
        placeholder="—"
        defaultValue={venue?.country}
        options={countries.map(({ iso2, name }) => ({ value: iso2, label: name }))}
      />
    </>
  );
}

export function RoomFields({ room }: { room?: { name: string; capacity: number } }) {
  const { t } = useTranslation("cohorts");
  return (
    <>
      <TextInput name="name" label={t("venue.room")} defaultValue={room?.name} />
      <TextInput
        name="capacity"
        label={t("venue.capacity")}
        inputMode="numeric"
        defaultValue={room?.capacity}
      />
    </>
  );
}
