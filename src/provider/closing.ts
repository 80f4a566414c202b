/** Declares how a service says that it is coming to its end. */

export type Closing =
  | { readonly kind: "open"; readonly warning: string | undefined }
  /** Nothing may be written there any more. */
  | { readonly kind: "closed"; readonly message: string; readonly help: string };

export const OPEN: Closing = { kind: "open", warning: undefined };
