-- The server in a real Neovim, as a journalist meets it. Run by run.sh, which sets the ISNAD_ variables
-- and stands in a folder with a copy of the seeds.

local attach = assert(vim.env.ISNAD_ATTACH)
local program = assert(vim.env.ISNAD_PROGRAM)
local seeds = vim.fn.getcwd() .. '/seeds/'
local article = {
  gerasimov = seeds .. '000_592ba7a69ca3b378.txt', -- writes كيم جونج أون
  lavrov = seeds .. '004_636d4132464f3b98.txt', -- writes كيم جونغ أون
}

-- Helpers ---------------------------------------------------------------------------------------

local function say(text)
  io.stdout:write('  ' .. text .. '\n')
end

-- Waits for a state, not for a time: the limit is for a machine that is slow and busy.
local function wait(what, condition)
  local value
  local ok = vim.wait(60000, function()
    value = condition()
    return value and true or false
  end, 20)
  assert(ok, 'waited in vain for ' .. what)
  return value
end

local function expect(condition, message, got)
  assert(condition, message .. (got ~= nil and ('; got ' .. vim.inspect(got)) or ''))
end

local function contains(text, part)
  return text:find(part, 1, true) ~= nil
end

local function open(path)
  vim.cmd.edit(vim.fn.fnameescape(path))
  return vim.api.nvim_get_current_buf()
end

-- Puts the cursor on the first `words` of the buffer.
local function go_to(words)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  expect(vim.fn.search('\\V' .. words, 'cW') > 0, 'the article has no ' .. words)
end

-- The diagnostics as { rule, words under the squiggle }, sorted.
local function findings(buffer)
  local list = vim.tbl_map(function(diagnostic)
    local at = diagnostic
    local known, lines = pcall(vim.api.nvim_buf_get_text, buffer, at.lnum, at.col, at.end_lnum, at.end_col, {})
    -- Lines may have gone that the server does not know of yet.
    lines = known and lines or { '(gone)' }
    return tostring(at.code) .. ': ' .. table.concat(lines, '\n')
  end, vim.diagnostic.get(buffer))
  table.sort(list)
  return list
end

-- The same from the command line, whose offsets are bytes of the file.
local function findings_of_program(path)
  local out = vim.fn.system({ program, 'annotate', '--json', path })
  expect(vim.v.shell_error == 0, 'annotate failed', out)
  local text = assert(io.open(path, 'rb')):read('*a')
  local list = vim.tbl_map(function(finding)
    return finding.rule .. ': ' .. text:sub(finding.start + 1, finding['end'])
  end, vim.json.decode(out).findings)
  table.sort(list)
  return list
end

local function any(list, ...)
  for _, item in ipairs(list) do
    local all = true
    for _, part in ipairs({ ... }) do
      all = all and contains(item, part)
    end
    if all then
      return item
    end
  end
end

-- The lines of the hover window for what is under the cursor.
local function hover()
  local function float()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(window).relative ~= '' then
        return window
      end
    end
  end
  wait('the server to attach', function()
    return require('isnad').clients(0)[1]
  end)
  vim.lsp.buf.hover()
  local window = wait('a hover window', float)
  local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
  vim.api.nvim_win_close(window, true)
  return lines
end

-- Whether the text starts with a mention of him: his name, or his role.
local function is_kim(text)
  return text:match('^كيم') or text:match('^زعيم') or text:match('^الزعيم')
end

-- Steps -----------------------------------------------------------------------------------------

local function start()
  vim.opt.runtimepath:prepend(vim.env.ISNAD_PLUGIN)
  vim.cmd.runtime('plugin/isnad.lua')
  vim.cmd('filetype on')
  if attach == 'enable' then
    -- The program from PATH, the settings as Neovim's own configuration gives them.
    vim.env.PATH = vim.fs.dirname(program) .. ':' .. vim.env.PATH
    vim.lsp.config('isnad', { settings = { isnad = { language = 'ar' } } })
    vim.lsp.enable('isnad')
  else
    require('isnad').setup({ cmd = program, language = 'ar' })
  end
end

local function note_server()
  local file = assert(io.open(vim.env.ISNAD_PIDS, 'a'))
  for _, pid in ipairs(vim.api.nvim_get_proc_children(vim.fn.getpid())) do
    file:write(pid .. '\n')
  end
  file:close()
end

local function attaches(path)
  local buffer = open(path)
  local client = wait('the server to attach', function()
    local client = require('isnad').clients(buffer)[1]
    return client and client.initialized and client
  end)
  note_server()
  expect(client.config.root_dir .. '/' == seeds, 'root by isnad.toml', client.config.root_dir)
  say('attaches, in the folder of isnad.toml')
  return buffer
end

local function diagnostics_stand_at_words(buffer, path)
  local expected = findings_of_program(path)
  expect(#expected > 0, 'the seed has findings')
  wait('diagnostics', function()
    return #vim.diagnostic.get(buffer) > 0
  end)
  wait('the diagnostics of the command line', function()
    return vim.deep_equal(findings(buffer), expected)
  end)
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    expect(diagnostic.source == 'isnad', 'source of a diagnostic', diagnostic.source)
    expect(#diagnostic.message > 0, 'a diagnostic says what is wrong')
    expect(not diagnostic.message:find('\226\129[\166-\169]'), 'no isolates, which Neovim prints', diagnostic.message)
  end
  say(#expected .. ' diagnostics, at the words the command line names')
end

-- The folder is read in the background: a card that comes early knows less of the other articles.
local function folder_is_read(buffer)
  go_to('كيم جونغ أون')
  wait('the other articles to be read', function()
    local client = require('isnad').clients(buffer)[1]
    local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
    params.context = { includeDeclaration = true }
    local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/references', params, 60000) or {}
    local files = {}
    for _, location in ipairs((answers[client.id] or {}).result or {}) do
      files[location.uri] = true
    end
    return vim.tbl_count(files) == 5
  end)
end

local function card_of_kim(words)
  go_to(words)
  local card = table.concat(hover(), '\n')
  expect(contains(card, 'كيم جونغ أون'), 'the card has his name', card)
  expect(contains(card, 'Kim Jong Un'), 'the card has his Latin name', card)
  expect(contains(card, 'كوريا الشمالية'), 'the card says what he leads', card)
  say('card of ' .. words)
  return card
end

-- The last line of the card leads to the dossier, the one before to the same person in another article.
local function follows_links(window, article_window)
  local article_buffer = vim.api.nvim_win_get_buf(article_window)
  local before = vim.api.nvim_buf_get_name(article_buffer)
  local function follow(line)
    vim.api.nvim_set_current_win(window)
    vim.cmd.normal({ line, bang = true })
    vim.cmd.normal(vim.keycode('<CR>'))
    expect(vim.api.nvim_get_current_win() == article_window, 'the link opens where the article was')
    local path = wait('another file', function()
      local path = vim.api.nvim_buf_get_name(0)
      return path ~= before and path
    end)
    return path, vim.api.nvim_get_current_line():sub(vim.api.nvim_win_get_cursor(0)[2] + 1)
  end
  local path, rest = follow('Gk')
  expect(vim.startswith(path, seeds) and is_kim(rest), 'the cursor is at the name', { path, rest })
  vim.cmd.buffer(article_buffer)
  path, rest = follow('G')
  expect(contains(path, '/dossiers/') and contains(rest, 'كيم جونغ أون'), 'his dossier is open', { path, rest })
  vim.cmd.buffer(article_buffer)
  say('follows the links of the card')
end

local function card_in_a_window_of_its_own()
  go_to('كيم جونغ أون')
  local article_window = vim.api.nvim_get_current_win()
  vim.cmd('Isnad card')
  local window = wait('a window with the card', function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      if vim.w[window].isnad_card then
        return window
      end
    end
  end)
  expect(vim.api.nvim_get_current_win() == article_window, 'the cursor stays in the article')
  local card = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
  expect(contains(card, 'كيم جونغ أون') and contains(card, 'Kim Jong Un'), 'his names are on it', card)
  expect(not card:find('[*\\<>%]]'), 'no markup is left', card)
  say('card in a window of its own')
  follows_links(window, article_window)
  vim.api.nvim_win_close(window, true)
end

-- The marks of the card's Markdown, without a server.
local function card_reads_markdown()
  local text, marks = require('isnad.card').read_line('**أون \\(5\\)** &amp; [مقال](<file:///a.txt#L3>)  ')
  local _, bare = require('isnad.card').read_line('[مقال](file:///b.txt)')
  expect(bare[1].address == 'file:///b.txt' and bare[1].to == #'مقال', 'a link without angles', bare)
  expect(require('isnad.card').read_line('\u{2068}Kim\u{2069}\u{200f}') == 'Kim', 'marks of direction are left out')
  expect(text == 'أون (5) & مقال', 'words of a line', text)
  expect(#marks == 2 and marks[2].address == 'file:///a.txt#L3', 'marks of a line', marks)
  expect(text:sub(marks[1].from + 1, marks[1].to) == 'أون (5)', 'strong words', marks)
  expect(text:sub(marks[2].from + 1, marks[2].to) == 'مقال', 'linked words', marks)
end

local function references_reach_all_articles()
  vim.fn.setqflist({}, 'r')
  vim.lsp.buf.references()
  local list = wait('references from five articles', function()
    local list, files = vim.fn.getqflist(), {}
    for _, item in ipairs(list) do
      files[vim.api.nvim_buf_get_name(item.bufnr)] = true
    end
    return vim.tbl_count(files) == 5 and list
  end)
  local spellings = {}
  for _, item in ipairs(list) do
    local line = item.text
    spellings[line:sub(item.col, item.end_col > 0 and item.end_col - 1 or -1)] = true
  end
  for _, spelling in ipairs({ 'كيم جونغ أون', 'كيم جونج أون', 'كيم يونج أون' }) do
    expect(any(vim.tbl_keys(spellings), spelling), 'references know the spelling ' .. spelling, vim.tbl_keys(spellings))
  end
  say(#list .. ' references in 5 articles, 3 spellings')
  return list
end

local function jumps_to_reference(list)
  for number, item in ipairs(list) do
    if vim.api.nvim_buf_get_name(item.bufnr) == article.gerasimov then
      vim.cmd('cclose')
      vim.cmd('silent cc ' .. number)
      local rest = vim.api.nvim_get_current_line():sub(vim.api.nvim_win_get_cursor(0)[2] + 1)
      expect(vim.api.nvim_buf_get_name(0) == article.gerasimov, 'the other article is open')
      expect(is_kim(rest), 'the cursor is at the name', rest)
      return say('jumps to a reference in another article')
    end
  end
  error('no reference in the other article')
end

local function steps_through_mentions()
  go_to('كيم جونج أون')
  local first = vim.api.nvim_win_get_cursor(0)
  local function cursor_moves_from(place, command)
    vim.cmd(command)
    return wait('the cursor to move', function()
      local now = vim.api.nvim_win_get_cursor(0)
      return not vim.deep_equal(now, place) and now
    end)
  end
  local second = cursor_moves_from(first, 'Isnad next')
  expect(second[1] > first[1] or second[2] > first[2], 'next is further on', { first, second })
  local back = cursor_moves_from(second, 'Isnad previous')
  expect(vim.deep_equal(back, first), 'previous comes back', { first, back })
  say('steps through the mentions of an article')
end

local function diagnostics_follow_edits(buffer)
  local before = findings(buffer)
  local line = 'وقالت مصادر مطلعة إن أكثر من 10 آلاف جندي قتلوا في المعارك.'
  vim.api.nvim_buf_set_lines(buffer, 2, 2, false, { line, '' })
  local new = wait('a finding in the new line', function()
    return any(findings(buffer), 'vague-source', 'مصادر')
  end)
  for _, old in ipairs(before) do
    expect(vim.tbl_contains(findings(buffer), old), 'the others moved along', old)
  end
  -- A change inside the line, where columns count: an emoji of several code points before the words.
  vim.api.nvim_buf_set_text(buffer, 2, 0, 2, 0, { '🛰️ ' })
  wait('the finding to move along', function()
    return vim.tbl_contains(findings(buffer), new)
  end)
  vim.api.nvim_buf_set_lines(buffer, 2, 4, false, {})
  wait('the findings to be as before', function()
    return vim.deep_equal(findings(buffer), before)
  end)
  say('diagnostics follow edits (' .. new .. ')')
end

local function settings_apply_at_once(buffer)
  local function has_rule(rule)
    return any(findings(buffer), rule .. ': ')
  end
  local rule = findings(buffer)[1]:match('^(.-): ')
  require('isnad').set({ language = 'ar', rules = { [rule] = 'off' } })
  wait(rule .. ' to be off', function()
    return not has_rule(rule)
  end)
  require('isnad').set({ rules = {} })
  wait(rule .. ' to be back', function()
    return has_rule(rule)
  end)
  say('settings apply at once (' .. rule .. ')')
end

local function ask(buffer, method, params)
  local client = require('isnad').clients(buffer)[1]
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 60000) or {}
  return (answers[client.id] or {}).result, client
end

-- Sources coloured, claims counted over sections, and the list behind the count.
local function shows_who_says_what(buffer)
  local document = { textDocument = vim.lsp.util.make_text_document_params(buffer) }
  local link = vim.api.nvim_get_hl(0, { name = '@lsp.type.quotation' }).link
  expect(link == 'String', 'quotations look like strings', link)
  local kinds = wait('tokens of sources', function()
    local kinds = {}
    for line = 0, vim.api.nvim_buf_line_count(buffer) - 1 do
      local words = vim.api.nvim_buf_get_lines(buffer, line, line + 1, false)[1]
      for column = 0, #words - 1, 8 do
        for _, token in ipairs(vim.lsp.semantic_tokens.get_at_pos(buffer, line, column) or {}) do
          kinds[token.type] = true
        end
      end
    end
    return kinds.source and kinds.claim and kinds
  end)
  local lenses = ask(buffer, 'textDocument/codeLens', document)
  expect(lenses and #lenses > 0, 'a lens over the headline', lenses)
  local command = lenses[1].command
  expect(command.command == 'isnad.showLocations', 'the lens leads to its claims', command)
  local client = require('isnad').clients(buffer)[1]
  client.config.commands[command.command](command, { client_id = client.id, bufnr = buffer })
  local list = vim.fn.getqflist()
  expect(#list == #command.arguments[3] and #list > 0, 'the claims are listed', #list)
  expect(tonumber(command.title:match('%d+')) == #list, 'as many as counted', command.title)
  vim.cmd.cclose()
  say(table.concat(vim.tbl_keys(kinds), ', ') .. ' are coloured; ' .. command.title)
end

-- A finding let stand stays so, in a file beside the articles.
local function lets_a_finding_stand(buffer)
  local before = findings(buffer)
  local diagnostic = vim.diagnostic.get(buffer)[1]
  local at = { line = diagnostic.lnum, character = diagnostic.col }
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(buffer),
    range = { start = at, ['end'] = at },
    context = { diagnostics = {}, only = { 'quickfix' } },
  }
  local actions, client = ask(buffer, 'textDocument/codeAction', params)
  local action = vim.tbl_filter(function(action)
    return action.command and action.command.command == 'isnad.ignore'
  end, actions or {})[1]
  expect(action, 'an action that ignores a finding', actions)
  local run = { command = action.command.command, arguments = action.command.arguments }
  ask(buffer, 'workspace/executeCommand', run)
  wait('one finding less', function()
    return #findings(buffer) < #before
  end)
  local path = client.config.root_dir .. '/isnad-ignores.toml'
  expect(vim.fn.filereadable(path) == 1, 'it is kept in a file', path)
  vim.fn.delete(path)
  wait('the finding again, without the file', function()
    return vim.deep_equal(findings(buffer), before)
  end)
  say('lets a finding stand: ' .. action.title)
end

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

local function rest_of_line()
  return vim.api.nvim_get_current_line():sub(vim.api.nvim_win_get_cursor(0)[2] + 1)
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

local function restarts(buffer)
  local before = require('isnad').clients(buffer)[1].id
  vim.cmd('Isnad restart')
  wait('a new server', function()
    local client = require('isnad').clients(buffer)[1]
    return client and client.initialized and client.id ~= before
  end)
  note_server()
  wait('diagnostics of the new server', function()
    return #vim.diagnostic.get(buffer) > 0
  end)
  expect(any(require('isnad').describe(), seeds:sub(1, -2)), 'info names the folder', require('isnad').describe())
  say('restarts')
end

local function is_healthy()
  vim.cmd('Isnad health')
  local report = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  expect(contains(report, 'isnad'), 'a health report', report)
  expect(not contains(report, 'ERROR'), 'the health report has no error', report)
  vim.cmd('bwipeout!')
  say('healthy')
end

local function stops()
  for _, client in ipairs(require('isnad').clients()) do
    if vim.fn.has('nvim-0.11') == 1 then
      client:stop()
    else
      client.stop()
    end
  end
  wait('the server to stop', function()
    return #require('isnad').clients() == 0
  end)
  say('stops')
end

-- The story -------------------------------------------------------------------------------------

local function story()
  start()
  local lavrov = attaches(article.lavrov)
  diagnostics_stand_at_words(lavrov, article.lavrov)
  folder_is_read(lavrov)
  card_of_kim('كيم جونغ أون')
  card_reads_markdown()
  card_in_a_window_of_its_own()
  go_to('كيم جونغ أون')
  local list = references_reach_all_articles()
  jumps_to_reference(list)
  card_of_kim('كيم جونج أون')
  steps_through_mentions()
  vim.cmd.buffer(lavrov)
  diagnostics_follow_edits(lavrov)
  settings_apply_at_once(lavrov)
  shows_who_says_what(lavrov)
  lets_a_finding_stand(lavrov)
  completes_commands()
  chooses_names_and_mentions(lavrov)
  chooses_in_telescope(lavrov)
  tells_the_statusline(lavrov)
  opens_dossiers(lavrov)
  restarts(lavrov)
  is_healthy()
  stops()
end

local ok, failure = xpcall(story, debug.traceback)
if not ok then
  io.stderr:write(failure .. '\n')
end
vim.cmd('silent! %bwipeout!')
os.exit(ok and 0 or 1)
