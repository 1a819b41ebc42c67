-- What a client of isnad is doing, for the statusline.
local M = {}

-- By client, what it says of its work, by the work's token.
local works = {}

local function redraw()
  vim.cmd.redrawstatus({ bang = true })
end

-- The handler of `$/progress`: keeps what is told, and hands it on.
function M.handle(fault, result, context, ...)
  if result then
    local value = result.value
    local of_client = works[context.client_id] or {}
    works[context.client_id] = of_client
    if value.kind == 'end' then
      of_client[result.token] = nil
    else
      local before = of_client[result.token] or {}
      of_client[result.token] = {
        title = value.title or before.title,
        message = value.message or before.message,
      }
    end
    redraw()
  end
  return vim.lsp.handlers['$/progress'](fault, result, context, ...)
end

-- Called when a client has ended.
function M.forget(client_id)
  works[client_id] = nil
  vim.schedule(redraw)
end

-- `isnad`, with what it is doing where it is reading the folder; nothing where it does not run for the buffer.
function M.status(buffer)
  local client = require('isnad').clients(buffer)[1]
  if not client then
    return ''
  end
  local _, work = next(works[client.id] or {})
  if not work then
    return 'isnad'
  end
  local words = ('isnad: %s %s'):format(work.title or '', work.message or '')
  return vim.trim(require('isnad.text').without_marks(words))
end

return M
