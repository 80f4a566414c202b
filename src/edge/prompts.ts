/** Holds the parts of Inquirer that oncall uses, in a file of the bundle that is loaded when somebody is asked something. */
import {
  createPrompt,
  isEnterKey,
  makeTheme,
  useEffect,
  useKeypress,
  usePrefix,
  useState,
} from "@inquirer/core";
import { confirm, input, select } from "@inquirer/prompts";

export const PROMPTS = {
  confirm,
  createPrompt,
  input,
  isEnterKey,
  makeTheme,
  select,
  useEffect,
  useKeypress,
  usePrefix,
  useState,
};
