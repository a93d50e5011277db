/** Delivery: DB.1.1, DB.2 and DB.2.1 of the SN pseudo code. */
import { isBarred } from "./rules";
import { terminateDescendants } from "./termination";
import { beginTracking } from "./tracking";
import { type Activity, commonAncestor, isLeaf, pathTo, type Tree, upTo } from "./tree";

/** Whether the delivered content goes on with an attempt or begins one; or the exception that kept it back. */
export type DeliveryResult =
  | { kind: "delivered"; isResumed: boolean }
  | { kind: "refused"; code: string };

/** DB.1.1: null when the activity may be delivered. */
export function whyNotDelivered(tree: Tree, activity: Activity): string | null {
  if (!isLeaf(activity)) return "DB.1.1-1";
  return pathTo(activity).some((above) => isBarred(tree, above)) ? "DB.1.1-3" : null;
}

/** DB.1.1 and DB.2. */
export function deliver(tree: Tree, activity: Activity): DeliveryResult {
  const code = whyNotDelivered(tree, activity);
  if (code) return { kind: "refused", code };
  if (tree.current?.tracking.isActive) return { kind: "refused", code: "DB.2-1" };
  const isResumed = activity.tracking.isSuspended;
  if (activity !== tree.suspended) clearSuspended(tree, activity);
  terminateDescendants(tree, activity);
  for (const above of pathTo(activity)) begin(above);
  tree.current = activity;
  tree.suspended = null;
  return { kind: "delivered", isResumed };
}

function begin(activity: Activity): void {
  const { tracking, settings } = activity;
  if (tracking.isActive) return;
  if (tracking.isSuspended) tracking.isSuspended = false;
  else if (settings.delivery.tracked) {
    tracking.attempts += 1;
    beginTracking(activity);
  }
  tracking.isActive = true;
}

/** DB.2.1: another activity is delivered than the one that was suspended, whose attempt is given up. */
function clearSuspended(tree: Tree, activity: Activity): void {
  const { suspended } = tree;
  if (!suspended) return;
  const ancestor = commonAncestor(activity, suspended);
  for (const above of upTo(suspended, ancestor).concat(ancestor))
    above.tracking.isSuspended =
      !isLeaf(above) && above.children.some((child) => child.tracking.isSuspended);
  tree.suspended = null;
}
