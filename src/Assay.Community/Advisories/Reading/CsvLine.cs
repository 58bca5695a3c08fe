using System.Text;

namespace Assay.Community;

/// <summary>Reads rows of comma-separated values (RFC 4180): fields may stand in quotes, with line ends and doubled quotes in them.</summary>
internal static class CsvLine
{
    private const int MostFields = 100;
    private const int LongestField = 65_536;

    /// <summary>Gives the rows; a field beyond its limit is cut.</summary>
    public static IEnumerable<IReadOnlyList<string>> Rows(string text)
    {
        var row = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (isQuoted)
            {
                if (letter != '"')
                {
                    Append(letter);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    Append('"');
                    i++;
                }
                else
                {
                    isQuoted = false;
                }
            }
            else if (letter == '"')
            {
                isQuoted = true;
            }
            else if (letter == ',')
            {
                EndField();
            }
            else if (letter == '\n')
            {
                EndField();
                yield return row;
                row = [];
            }
            else if (letter != '\r')
            {
                Append(letter);
            }
        }

        if (field.Length > 0 || row.Count > 0)
        {
            EndField();
            yield return row;
        }

        void Append(char letter)
        {
            if (field.Length < LongestField)
            {
                field.Append(letter);
            }
        }

        void EndField()
        {
            if (row.Count < MostFields)
            {
                row.Add(field.ToString());
            }

            field.Clear();
        }
    }
}
