/** Asks nothing twice: for commands that only read, and look at one moment. */

/** A read that failed is not tried again either. Words that write the same are the same. */
export function remember<Words extends readonly unknown[], Answer>(
  ask: (...words: Words) => Promise<Answer>,
): (...words: Words) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>();
  return (...words) => {
    const key = JSON.stringify(words);
    const answer = answers.get(key) ?? ask(...words);
    answers.set(key, answer);
    return answer;
  };
}
