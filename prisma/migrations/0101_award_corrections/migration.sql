-- When a signed practical is corrected to a fail, the award that rested on it is withdrawn by the system, with the cause beside it; passing again
-- then earns a new one for the same enrolment, which a withdrawal decided by a person does not. Safe: existing revocations were decisions.
-- Undo: drop the columns, restore the unique constraint.

alter table award_revocation add column cause text not null default 'decision' check (cause in ('decision', 'practical_corrected'));
alter table award drop constraint award_enrolment_id_key;
alter table award add column issue int not null default 1 check (issue > 0);
-- two workers that consider the same enrolment at once cannot both issue
alter table award add constraint award_enrolment_issue unique (enrolment_id, issue);
