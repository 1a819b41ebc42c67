-- Choosing among names and mentions: in Telescope where it is there, else by `vim.ui.select`.
local M = {}

local go_to = require('isnad.place').go_to
local text = require('isnad.text')

-- Items have `text`, `filename`, `lnum` and `col`, as in the quickfix list.
local function in_telescope(telescope, title, items, chosen)
  local values = require('telescope.config').values
  local actions, state = require('telescope.actions'), require('telescope.actions.state')
  telescope
    .new({}, {
      prompt_title = title,
      finder = require('telescope.finders').new_table({
        results = items,
        entry_maker = function(item)
          local entry = { value = item, display = item.text, ordinal = item.text }
          return vim.tbl_extend('force', entry, { filename = item.filename, lnum = item.lnum, col = item.col })
        end,
      }),
      sorter = values.generic_sorter({}),
      previewer = values.grep_previewer({}),
      attach_mappings = function(prompt)
        actions.select_default:replace(function()
          local entry = state.get_selected_entry()
          actions.close(prompt)
          if entry then
            chosen(entry.value)
          end
        end)
        return true
      end,
    })
    :find()
end

-- Lets the user choose one of the items; `chosen(item)` unless he does not want any.
local function choose(title, items, chosen)
  if #items == 0 then
    return vim.notify('isnad: nothing found')
  end
  local there, telescope = pcall(require, 'telescope.pickers')
  if there then
    return in_telescope(telescope, title, items, chosen)
  end
  local options = {
    prompt = title,
    kind = 'isnad',
    format_item = function(item)
      return item.text
    end,
  }
  vim.ui.select(items, options, function(item)
    if item then
      chosen(item)
    end
  end)
end

-- Lets the user choose among the names that `query` finds, in Arabic or Latin letters; those named most where it
-- is empty.
local function choose_name(query, title, chosen)
  local isnad = require('isnad')
  isnad.request('workspace/symbol', { query = query }, function(symbols, client)
    local items = {}
    for _, symbol in ipairs(symbols or {}) do
      local place = vim.lsp.util.locations_to_items({ symbol.location }, client.offset_encoding)[1]
      if place then
        place.entity = symbol.data and symbol.data.entity or symbol.name
        place.text = text.without_marks(symbol.name .. '  ' .. (symbol.containerName or ''))
        table.insert(items, place)
      end
    end
    choose(title, items, chosen)
  end)
end

-- Goes to where the chosen name stands in full.
function M.entities(query)
  choose_name(query, 'isnad: names', go_to)
end

-- Opens the dossier of the chosen name.
function M.dossiers(query)
  choose_name(query, 'isnad: dossiers', function(item)
    require('isnad').lead('isnad.showDossier', { entity = item.entity, uri = vim.uri_from_bufnr(0) })
  end)
end

-- Goes to the chosen mention of what is under the cursor.
function M.mentions()
  require('isnad').ask(vim.api.nvim_get_current_buf(), 'textDocument/references', function(places, client)
    local items = vim.lsp.util.locations_to_items(places or {}, client.offset_encoding)
    for _, item in ipairs(items) do
      item.text = ('%s:%d: %s'):format(vim.fn.fnamemodify(item.filename, ':t'), item.lnum, vim.trim(item.text))
    end
    choose('isnad: mentions', items, go_to)
  end, { context = { includeDeclaration = true } })
end

return M
