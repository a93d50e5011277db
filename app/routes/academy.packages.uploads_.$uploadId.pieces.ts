import { receivePiece } from "~/domain/packages/commands/receive-piece.server";
import { PieceQuery, UploadParams } from "~/domain/packages/input.server";
import { definePieceAction } from "~/web/pieces.server";

export const action = definePieceAction(
  { params: UploadParams, query: PieceQuery },
  ({ actor, params, query, bytes }) =>
    receivePiece(actor, params.uploadId, { offset: query.offset, bytes }),
);
