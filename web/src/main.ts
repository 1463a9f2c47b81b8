import { mount } from 'svelte'
import App from './App.svelte'
import { keepForLater } from './offline/register'
import { app } from './state/app.svelte'
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import { loadWords } from './words'

const target = document.getElementById('app')
if (!target) throw new Error('index.html has no element #app.')
await loadWords(app.language)
mount(App, { target })
keepForLater()
