/** A process that starts PostgreSQL in the folder it is given, says so, and lives until it is killed. */
import { startEmbeddedPostgres } from "~/platform/db/embedded.server";

const { url } = await startEmbeddedPostgres(process.argv[2], { durable: true });
process.send?.(url);
setInterval(() => {}, 60_000);
