using System.Text;

namespace Assay.Rules;

/// <summary>Keeps version numbers out of artifact paths, so that a finding is the same one in the next version.</summary>
public static class VersionlessPath
{
    /// <summary>Drops numbers with at least two parts: <c>tools/1.2.3/lib.4.5.dll</c> => <c>tools//lib.dll</c>; frameworks (<c>net8.0</c>) stay.</summary>
    public static string Of(string path)
    {
        var result = new StringBuilder(path.Length);
        var position = 0;
        while (position < path.Length)
        {
            var atStart = position == 0 || path[position - 1] is '/' or '\\' or '!';
            var number = position + (atStart ? 0 : 1);
            if (!atStart && path[position] is not ('.' or '-' or '_'))
            {
                result.Append(path[position++]);
                continue;
            }

            var (end, parts) = ReadNumber(path, number);
            if (parts >= 2 && (end == path.Length || !char.IsAsciiLetterOrDigit(path[end])))
            {
                // What follows a version that is a whole segment is its label: 1.2.3-beta.1.
                position = atStart && end < path.Length && path[end] is ('-' or '+') ? EndOfSegment(path, end) : end;
            }
            else
            {
                var next = Math.Max(end, position + 1);
                result.Append(path, position, next - position);
                position = next;
            }
        }

        return result.ToString();
    }

    private static (int End, int Parts) ReadNumber(string path, int position)
    {
        var start = position < path.Length && path[position] == 'v' ? position + 1 : position;
        var (end, parts) = (position, 0);
        for (var next = start; next < path.Length && char.IsAsciiDigit(path[next]); next = end + 1)
        {
            end = next;
            while (end < path.Length && char.IsAsciiDigit(path[end]))
            {
                end++;
            }

            parts++;
            if (end == path.Length || path[end] != '.')
            {
                break;
            }
        }

        return (end, parts);
    }

    private static int EndOfSegment(string path, int position)
    {
        var length = path.AsSpan(position).IndexOfAny('/', '\\', '!');
        return length < 0 ? path.Length : position + length;
    }
}
