-- Jumps between the mentions of one person or place in an article, by the server's document highlights.
local M = {}

-- The place to go from `here`, both 1-based { line, column in bytes }, in a sorted list; wraps around.
function M.pick(places, here, step)
  local function before(a, b)
    return a[1] < b[1] or (a[1] == b[1] and a[2] < b[2])
  end
  -- The mention the cursor stands in is the last that starts at or before it.
  local current = 0
  for i, place in ipairs(places) do
    if not before(here, place) then
      current = i
    end
  end
  return places[(current - 1 + step) % #places + 1]
end

local function places_of(highlights, uri, encoding)
  local locations = vim.tbl_map(function(highlight)
    return { uri = uri, range = highlight.range }
  end, highlights)
  local places = vim.tbl_map(function(item)
    return { item.lnum, item.col }
  end, vim.lsp.util.locations_to_items(locations, encoding))
  table.sort(places, function(a, b)
    return a[1] < b[1] or (a[1] == b[1] and a[2] < b[2])
  end)
  return places
end

-- Asks for the mentions of what is under the cursor and goes `step` of them on.
function M.jump(step)
  local buffer, window = vim.api.nvim_get_current_buf(), vim.api.nvim_get_current_win()
  require('isnad').ask(buffer, 'textDocument/documentHighlight', function(highlights, client, params)
    if not highlights or #highlights == 0 or not vim.api.nvim_win_is_valid(window) then
      return
    end
    local cursor = vim.api.nvim_win_get_cursor(window)
    local places = places_of(highlights, params.textDocument.uri, client.offset_encoding)
    local place = M.pick(places, { cursor[1], cursor[2] + 1 }, step)
    vim.cmd("normal! m'")
    vim.api.nvim_win_set_cursor(window, { place[1], place[2] - 1 })
  end)
end

return M
