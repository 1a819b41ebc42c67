-- The server in a real Neovim, as a journalist meets it. Run by run.sh, which sets the ISNAD_ variables
-- and stands in a folder with a copy of the seeds.

package.path = vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2)) .. '/?.lua;' .. package.path
local helper = require('helper')
local say, wait, expect, contains, open = helper.say, helper.wait, helper.expect, helper.contains, helper.open
local go_to, findings, any, hover, is_kim = helper.go_to, helper.findings, helper.any, helper.hover, helper.is_kim
local findings_of_program, ask = helper.findings_of_program, helper.ask
local article, attach, program, seeds = helper.article, helper.attach, helper.program, helper.seeds

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
  -- Beside it stands the one that leads to the dossier of whom the article is about.
  local command
  for _, lens in ipairs(lenses) do
    if lens.command.command == 'isnad.showLocations' then
      command = command or lens.command
    end
  end
  expect(command, 'a lens leads to its claims', lenses)
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
  require('commands')(lavrov)
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
