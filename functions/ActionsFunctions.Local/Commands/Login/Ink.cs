namespace ActionsFunctions.Local.Commands.Login;

/// <summary>Colours for a terminal (ECMA-48, select graphic rendition); plain text elsewhere.</summary>
/// <param name="colour">Whether the reader sees colours.</param>
internal sealed class Ink(bool colour)
{
    public string Strong(string text) => Paint(text, 1);

    public string Dim(string text) => Paint(text, 2);

    public string Bad(string text) => Paint(text, 31);

    public string Good(string text) => Paint(text, 32);

    private string Paint(string text, int rendition) => colour ? $"\e[{rendition}m{text}\e[0m" : text;
}
