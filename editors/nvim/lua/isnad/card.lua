-- The hover card in a window of its own at the bottom. A terminal that orders right-to-left text orders
-- whole screen rows, and so tears a window that floats over such text; one that spans the rows stays whole.
local M = {}

local space = vim.api.nvim_create_namespace('isnad.card')
local entities = { ['&amp;'] = '&', ['&lt;'] = '<', ['&gt;'] = '>' }

-- A link at the start of `text`: its words, its address, its length.
local function link_at(text)
  for _, pattern in ipairs({ '^%[(.-)%]%(<([^>]*)>%)()', '^%[(.-)%]%(([^%s()]*)%)()' }) do
    local words, address, after = text:match(pattern)
    if words then
      return words, address, after - 1
    end
  end
end

-- Reads a line of the card's Markdown: strong words, links `[words](address)`, escapes.
-- Returns its words and its marks, each { from, to, group, address }, in bytes from 0.
function M.read_line(markdown)
  local out, marks, length, strong = {}, {}, 0, nil
  local function push(words)
    table.insert(out, words)
    length = length + #words
  end
  local function read(text)
    local at = 1
    while at <= #text do
      local rest = text:sub(at)
      local words, address, size = link_at(rest)
      if words then
        local from = length
        read(words)
        table.insert(marks, { from = from, to = length, group = 'Underlined', address = address })
        at = at + size
      elseif rest:match('^\\%p') then
        push(rest:sub(2, 2))
        at = at + 2
      elseif rest:match('^%*%*') then
        if strong then
          table.insert(marks, { from = strong, to = length, group = 'Title' })
        end
        strong = not strong and length or nil
        at = at + 2
      else
        local entity = rest:match('^&%l+;')
        local plain = entities[entity] and entity or rest:match('^[^%[\\*&]+') or rest:sub(1, 1)
        push(entities[plain] or plain)
        at = at + #plain
      end
    end
  end
  read((require('isnad.text').without_marks(markdown):gsub('%s+$', '')))
  return table.concat(out), marks
end

local function buffer_of(lines)
  local buffer = vim.api.nvim_create_buf(false, true)
  vim.bo[buffer].bufhidden = 'wipe'
  local texts, marks = {}, {}
  for number, line in ipairs(lines) do
    texts[number], marks[number] = M.read_line(line)
  end
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, texts)
  vim.bo[buffer].modifiable = false
  for number, of_line in ipairs(marks) do
    for _, mark in ipairs(of_line) do
      vim.api.nvim_buf_set_extmark(buffer, space, number - 1, mark.from, { end_col = mark.to, hl_group = mark.group })
    end
  end
  return buffer, marks
end

-- Opens what an address such as file:///a.txt#L12,3 names; lines and columns from 1, in the
-- unit agreed with the server.
local function follow(address, encoding)
  local command, arguments = address:match('^command:(isnad%.showDossier)%?(.*)$')
  if command then
    return require('isnad').lead(command, vim.json.decode(vim.uri_decode(arguments))[1])
  end
  if not vim.startswith(address, 'file:') then
    return vim.ui.open and vim.ui.open(address)
  end
  local uri, fragment = address:match('^([^#]*)#?(.*)$')
  local line, column = fragment:match('^L(%d+),?(%d*)')
  local start = { line = (tonumber(line) or 1) - 1, character = (tonumber(column) or 1) - 1 }
  local item = vim.lsp.util.locations_to_items({ { uri = uri, range = { start = start, ['end'] = start } } }, encoding)[1]
  require('isnad.place').go_to(item)
end

-- <CR> follows the link under the cursor, else the first of the line; q closes.
local function map_keys(buffer, marks, article_window, encoding)
  vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = buffer, desc = 'isnad: close the card' })
  vim.keymap.set('n', '<CR>', function()
    local cursor = vim.api.nvim_win_get_cursor(0)
    local chosen
    for _, mark in ipairs(marks[cursor[1]] or {}) do
      local under = mark.from <= cursor[2] and cursor[2] < mark.to
      if mark.address and (under or not chosen) then
        chosen = mark.address
      end
    end
    if chosen and vim.api.nvim_win_is_valid(article_window) then
      vim.api.nvim_set_current_win(article_window)
      follow(chosen, encoding)
    end
  end, { buffer = buffer, desc = 'isnad: follow a link of the card' })
end

local function window_of_card()
  for _, window in ipairs(vim.api.nvim_tabpage_list_wins(0)) do
    if vim.w[window].isnad_card then
      return window
    end
  end
end

-- Shows the buffer below, in the window of the last card if it is still there; the cursor stays in the article.
local function show(buffer, article_window)
  local window = window_of_card()
  if not window then
    vim.cmd('botright split')
    window = vim.api.nvim_get_current_win()
    vim.w[window].isnad_card = true
    vim.api.nvim_set_current_win(article_window)
  end
  vim.api.nvim_win_set_buf(window, buffer)
  vim.api.nvim_win_set_height(window, math.min(vim.api.nvim_buf_line_count(buffer), 12))
  for option, value in pairs({ number = false, relativenumber = false, wrap = true, linebreak = true, winfixheight = true }) do
    vim.wo[window][option] = value
  end
  vim.wo[window].statusline = ' isnad: q closes, <CR> follows a link'
  vim.wo[window].rightleft = vim.wo[article_window].rightleft
end

-- The Markdown of a hover's answer, in each of the forms the protocol allows.
local function markdown_of(contents)
  if type(contents) == 'string' then
    return contents
  end
  return contents.value or table.concat(vim.tbl_map(markdown_of, contents), '\n')
end

-- Shows the card of what is under the cursor.
function M.show()
  local buffer, window = vim.api.nvim_get_current_buf(), vim.api.nvim_get_current_win()
  require('isnad').ask(buffer, 'textDocument/hover', function(answer, client)
    if not answer or not answer.contents then
      return
    end
    local lines = vim.split(vim.trim(markdown_of(answer.contents)), '\n')
    local card, marks = buffer_of(lines)
    map_keys(card, marks, window, client.offset_encoding)
    show(card, window)
  end)
end

return M
