import "@fontsource-variable/plus-jakarta-sans/wght.css";
import "@fontsource-variable/plus-jakarta-sans/wght-italic.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";

import { mount } from "svelte";

import App from "./App.svelte";
import { chooseHost } from "./host/index.ts";
import { language } from "./strings/index.svelte.ts";

document.documentElement.lang = language.now;
await chooseHost();

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no #app");
mount(App, { target });
