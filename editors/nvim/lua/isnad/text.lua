-- Words on their way to the screen.
local M = {}

-- Without the marks and isolates of direction (U+200E, U+200F, U+2066 to U+2069): they order text in other
-- editors, but Neovim prints them as <2068>.
function M.without_marks(text)
  text = text:gsub('\226\128[\142\143]', '')
  text = text:gsub('\226\129[\166-\169]', '')
  return text
end

return M
