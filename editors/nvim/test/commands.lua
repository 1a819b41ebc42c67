-- The plugin's own commands: choosing among names and mentions, dossiers, the statusline. See test.lua.
local helper = require('helper')
local say, wait, expect, contains, go_to, any, is_kim, ask, rest_of_line =
  helper.say, helper.wait, helper.expect, helper.contains, helper.go_to, helper.any, helper.is_kim, helper.ask, helper.rest_of_line
local article, seeds = helper.article, helper.seeds

-- Runs `command` with `vim.ui.select` taking the first item that has `words`; returns what it was offered.
local function chooses(command, words)
  local select, offered = vim.ui.select, nil
  vim.ui.select = function(items, options, chosen)
    offered = vim.tbl_map(options.format_item, items)
    for number, text in ipairs(offered) do
      if contains(text, words) then
        return chosen(items[number])
      end
    end
    chosen(nil)
  end
  vim.cmd(command)
  wait('a choice', function()
    return offered
  end)
  vim.ui.select = select
  return offered
end

local function chooses_names_and_mentions(buffer)
  local names = chooses('Isnad entities kim jong', 'Kim Jong Un')
  expect(any(names, 'كيم جونغ أون', 'Kim Jong Un'), 'a Latin query finds the name', names)
  wait('the cursor at the name', function()
    return is_kim(rest_of_line())
  end)
  vim.cmd.buffer(buffer)
  expect(#chooses('Isnad entities', 'nobody of this name') > 10, 'without a query the names named most')
  go_to('كيم جونغ أون')
  local mentions = chooses('Isnad mentions', vim.fs.basename(article.gerasimov))
  expect(#mentions > 20, 'the mentions are offered', mentions)
  expect(vim.api.nvim_buf_get_name(0) == article.gerasimov and is_kim(rest_of_line()), 'the chosen one', rest_of_line())
  vim.cmd.buffer(buffer)
  say('chooses among ' .. #names .. ' names and ' .. #mentions .. ' mentions')
end

-- The parts of Telescope that are used, in place of the real one: what is offered there, and what choosing does.
local function chooses_in_telescope(buffer)
  local shown, take
  package.loaded['telescope.pickers'] = {
    new = function(_, picker)
      shown = picker
      return { find = function() end }
    end,
  }
  package.loaded['telescope.config'] = {
    values = { generic_sorter = function() end, grep_previewer = function() end },
  }
  package.loaded['telescope.finders'] = {
    new_table = function(finder)
      return finder
    end,
  }
  package.loaded['telescope.actions'] = {
    close = function() end,
    select_default = {
      replace = function(_, action)
        take = action
      end,
    },
  }
  local entry
  package.loaded['telescope.actions.state'] = {
    get_selected_entry = function()
      return entry
    end,
  }
  go_to('كيم جونغ أون')
  vim.cmd('Isnad mentions')
  wait('Telescope', function()
    return shown
  end)
  shown.attach_mappings(1)
  entry = shown.finder.entry_maker(shown.finder.results[#shown.finder.results])
  expect(vim.startswith(entry.filename, seeds) and entry.lnum > 0 and contains(entry.ordinal, '.txt:'), 'an entry', entry)
  take()
  expect(vim.api.nvim_buf_get_name(0) == entry.filename and is_kim(rest_of_line()), 'the chosen one', rest_of_line())
  for name in pairs(package.loaded) do
    if vim.startswith(name, 'telescope') then
      package.loaded[name] = nil
    end
  end
  vim.cmd.buffer(buffer)
  say('chooses in Telescope')
end

local function completes_commands()
  expect(vim.deep_equal(vim.fn.getcompletion('Isnad ne', 'cmdline'), { 'next' }), 'a name is completed')
  expect(#vim.fn.getcompletion('Isnad ', 'cmdline') == 11, 'all are offered', vim.fn.getcompletion('Isnad ', 'cmdline'))
  expect(#vim.fn.getcompletion('Isnad next ', 'cmdline') == 0, 'and nothing more')
end

-- What the server says of its reading, as the client hands it on.
local function tells_the_statusline(buffer)
  local client = require('isnad').clients(buffer)[1]
  local function tell(value)
    local context = { client_id = client.id, method = '$/progress' }
    client.handlers['$/progress'](nil, { token = 'of the test', value = value }, context)
  end
  wait('an idle server', function()
    return require('isnad').status() == 'isnad'
  end)
  tell({ kind = 'begin', title = 'قراءة' })
  tell({ kind = 'report', message = '3/5' })
  local line = vim.api.nvim_eval_statusline("%{v:lua.require'isnad'.status()}", {}).str
  expect(line == 'isnad: قراءة 3/5', 'what it does', line)
  tell({ kind = 'end' })
  expect(require('isnad').status() == 'isnad', 'and when it is done', require('isnad').status())
  say('tells the statusline')
end

-- The page of all that the articles have of somebody, from his name and from the list of names.
local function opens_dossiers(buffer)
  local function shows(name)
    wait('the dossier', function()
      local path = vim.api.nvim_buf_get_name(0)
      return contains(path, '/dossiers/') and contains(vim.api.nvim_buf_get_lines(0, 0, 1, false)[1], name)
    end)
    expect(#vim.api.nvim_buf_get_lines(0, 0, -1, false) > 20, 'it has his offices and mentions')
    expect(#vim.diagnostic.get(0) == 0, 'and no findings', vim.diagnostic.get(0))
    vim.cmd.buffer(buffer)
  end
  go_to('كيم جونغ أون')
  vim.cmd('Isnad dossier')
  shows('كيم جونغ أون')
  chooses('Isnad dossiers lavrov', 'لافروف')
  shows('لافروف')
  say('opens dossiers')
end

-- All of it, with an article open in `buffer`.
return function(buffer)
  completes_commands()
  chooses_names_and_mentions(buffer)
  chooses_in_telescope(buffer)
  tells_the_statusline(buffer)
  opens_dossiers(buffer)
end
