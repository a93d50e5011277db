/**
 * The files of the OneRoster 1.2 CSV binding that we write and read, with their columns in the binding's order
 * (1EdTech OneRoster CSV Binding 1.2.1, section 4). Our own facts stand in extension columns at the end, as the binding wants them.
 */

const BASE = ["sourcedId", "status", "dateLastModified"] as const;

export const ONEROSTER_COLUMNS = {
  manifest: ["propertyName", "value"],
  academicSessions: [
    ...BASE,
    ...(["title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear"] as const),
  ],
  orgs: [...BASE, ...(["name", "type", "identifier", "parentSourcedId"] as const)],
  courses: [
    ...BASE,
    ...(["schoolYearSourcedId", "title", "courseCode", "grades", "orgSourcedId"] as const),
    ...(["subjects", "subjectCodes"] as const),
  ],
  classes: [
    ...BASE,
    ...(["title", "grades", "courseSourcedId", "classCode", "classType", "location"] as const),
    ...(["schoolSourcedId", "termSourcedIds", "subjects", "subjectCodes", "periods"] as const),
  ],
  users: [
    ...BASE,
    ...(["enabledUser", "username", "userIds", "givenName", "familyName", "middleName"] as const),
    ...(["identifier", "email", "sms", "phone", "agentSourcedIds", "grades", "password"] as const),
    ...(["userMasterIdentifier", "resourceSourcedIds", "preferredGivenName"] as const),
    ...(["preferredMiddleName", "preferredFamilyName", "primaryOrgSourcedId"] as const),
    ...(["pronouns", "metadata.breakwater.fullName", "metadata.breakwater.country"] as const),
    ...(["metadata.breakwater.profession", "metadata.breakwater.branch"] as const),
    ...(["metadata.breakwater.sex", "metadata.breakwater.priority"] as const),
  ],
  roles: [
    ...BASE,
    ...(["userSourcedId", "roleType", "role", "beginDate", "endDate", "orgSourcedId"] as const),
    ...(["userProfileSourcedId"] as const),
  ],
  enrollments: [
    ...BASE,
    ...(["classSourcedId", "schoolSourcedId", "userSourcedId", "role", "primary"] as const),
    ...(["beginDate", "endDate"] as const),
  ],
} as const;

export type OneRosterFile = keyof typeof ONEROSTER_COLUMNS;
export type OneRosterRow<F extends OneRosterFile> = Partial<
  Record<(typeof ONEROSTER_COLUMNS)[F][number], string>
>;

/** Every data file the binding knows: the manifest says of each whether it is there. */
export const MANIFEST_FILES = [
  ...["academicSessions", "categories", "classes", "classResources", "courses"],
  ...["courseResources", "demographics", "enrollments", "lineItemLearningObjectiveIds"],
  ...["lineItems", "lineItemScoreScales", "orgs", "resources", "resultLearningObjectiveIds"],
  ...["results", "resultScoreScales", "roles", "scoreScales", "userProfiles", "userResources"],
  "users",
];
