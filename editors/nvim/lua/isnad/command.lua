-- `:Isnad NAME …`: what each name does, and its completion.
local M = {}

local function call(name)
  return function()
    require('isnad')[name]()
  end
end

local function pick(name)
  return function(words)
    require('isnad.pick')[name](words)
  end
end

-- `all` after it: in all articles.
local function step(name)
  return function(words)
    require('isnad')[name](words == 'all' and 'archive' or 'article')
  end
end

-- Each has `run(words)`, what follows its name.
local commands = {
  card = { run = call('card'), does = 'card of what is under the cursor, in a window of its own' },
  dossier = { run = call('dossier'), does = 'all that the articles have of what is under the cursor' },
  dossiers = { run = pick('dossiers'), does = 'choose a name, and open its dossier' },
  entities = { run = pick('entities'), does = 'choose a name, and go to where it stands in full' },
  health = { run = call('health'), does = 'what is wrong, if it does not work' },
  info = { run = call('info'), does = 'what runs, from where, with which settings' },
  log = { run = call('log'), does = 'the log of the server' },
  mentions = { run = pick('mentions'), does = 'choose a mention, in any article, of what is under the cursor' },
  next = { run = step('next_mention'), does = 'next mention of what is under the cursor; `next all` in all articles' },
  previous = { run = step('previous_mention'), does = 'previous mention' },
  restart = { run = call('restart'), does = 'stop the server and start it again' },
}

function M.names()
  local names = vim.tbl_keys(commands)
  table.sort(names)
  return names
end

-- Names that begin with what is typed; nothing after the first word.
function M.complete(typed, line)
  if line:match('^%s*%S+%s+%S+%s') then
    return {}
  end
  return vim.tbl_filter(function(name)
    return vim.startswith(name, typed)
  end, M.names())
end

-- Runs what the words of the command line say.
function M.run(words)
  local name = words:match('^%S+') or ''
  local command = commands[name]
  if not command then
    return vim.notify('isnad: no :Isnad ' .. name .. '; there are ' .. table.concat(M.names(), ', '), vim.log.levels.ERROR)
  end
  command.run(vim.trim(words:sub(#name + 1)))
end

return M
