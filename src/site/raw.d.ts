/** Says what an import with `?raw` gives: the text of a file of the site. */
declare module "*?raw" {
  const text: string;
  export default text;
}
