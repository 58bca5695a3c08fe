using System.Buffers;
using System.Text;

namespace Assay.Text.Batch;

/// <summary>A redirection: <c>&gt; file</c>.</summary>
/// <param name="Target">File, without quotes.</param>
/// <param name="Access">write or read.</param>
/// <param name="Appends">True for <c>&gt;&gt;</c>.</param>
internal readonly record struct Redirection(string Target, string Access, bool Appends);

/// <summary>One command of a batch file: its name, the text behind it and its redirections.</summary>
internal sealed class BatchWords
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("/.\\:+[](!");

    private BatchWords(string name, string rest, bool hasCarets, List<Redirection> redirections)
    {
        (Name, Rest, HasCarets, Redirections) = (name, rest, hasCarets, redirections);
    }

    /// <summary>The name, without quotes.</summary>
    public string Name { get; }

    /// <summary>What follows, carets resolved, quotes kept.</summary>
    public string Rest { get; }

    /// <summary>True when carets stood inside its name.</summary>
    public bool HasCarets { get; }

    /// <summary>Its redirections in order.</summary>
    public IReadOnlyList<Redirection> Redirections { get; }

    /// <summary>Takes a command apart.</summary>
    public static BatchWords Read(string command)
    {
        var redirections = new List<Redirection>();
        var plain = new StringBuilder(command.Length);
        var caretsBefore = 0;
        var quoted = false;
        for (var i = 0; i < command.Length; i++)
        {
            var c = command[i];
            if (c == '^' && !quoted)
            {
                caretsBefore += plain.Length < 24 ? 1 : 0;
                if (++i < command.Length && command[i] is not ('\r' or '\n'))
                {
                    plain.Append(command[i]);
                }
            }
            else if (c is '>' or '<' && !quoted)
            {
                TakeRedirection(command, ref i, plain, redirections);
            }
            else
            {
                quoted ^= c == '"';
                plain.Append(c);
            }
        }

        var text = plain.ToString();
        var at = 0;
        while (at < text.Length && (IsDelimiter(text[at]) || text[at] == '@'))
        {
            at++;
        }

        var start = at;
        quoted = false;
        while (at < text.Length && (quoted || !IsDelimiter(text[at])))
        {
            quoted ^= text[at] == '"';
            at++;
        }

        var name = text[start..at];
        // cmd/c, echo. and cd\ need no blank; a path may hold any of the marks.
        if (!name.Contains('"', StringComparison.Ordinal) && name.AsSpan().IndexOfAny(Marks) is > 0 and var mark && IsGlued(name[..mark], name[mark]))
        {
            at = start + mark;
            name = name[..mark];
        }

        return new BatchWords(name.Replace("\"", "", StringComparison.Ordinal), text[at..], caretsBefore > 0 && command.Contains('^', StringComparison.Ordinal) && !command.Contains(name, StringComparison.Ordinal), redirections);
    }

    /// <summary>Words of a text that the commands of cmd itself read: blanks, commas, semicolons and equals signs part them.</summary>
    public static List<string> Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quoted = false;
        foreach (var c in text)
        {
            if (!quoted && IsDelimiter(c))
            {
                Take();
                continue;
            }

            quoted ^= c == '"';
            if (c != '"')
            {
                word.Append(c);
            }
        }

        Take();
        return words;

        void Take()
        {
            if (word.Length > 0 && words.Count < 4096)
            {
                words.Add(word.ToString());
            }

            word.Clear();
        }
    }

    /// <summary>What parts words.</summary>
    public static bool IsDelimiter(char c) => c is ' ' or '\t' or ',' or ';' or '=' or '\r' or '\n' or '\v' or '\f' or '\u00A0';

    private static bool IsGlued(string word, char mark) => mark switch
    {
        '/' => word.ToUpperInvariant() is "CMD" or "REG" or "DEL" or "ERASE" or "RD" or "RMDIR" or "START" or "EXIT" or "COPY" or "MOVE" or "TASKKILL" or "IF" or "FOR" or "SET" or "ECHO" or "DIR" or "TYPE" or "NET" or "SC" or "SCHTASKS",
        '\\' or '.' when word.Equals("cd", StringComparison.OrdinalIgnoreCase) || word.Equals("pushd", StringComparison.OrdinalIgnoreCase) => true,
        _ => word.Equals("echo", StringComparison.OrdinalIgnoreCase) || word.Equals("rem", StringComparison.OrdinalIgnoreCase) || (mark == ':' && word.Equals("goto", StringComparison.OrdinalIgnoreCase)) || (mark == ':' && word.Equals("call", StringComparison.OrdinalIgnoreCase)),
    };

    // >file, 2>nul, 2>&1, <file
    private static void TakeRedirection(string command, ref int i, StringBuilder plain, List<Redirection> redirections)
    {
        var access = command[i] == '<' ? "read" : "write";
        if (plain.Length > 0 && char.IsAsciiDigit(plain[^1]) && (plain.Length == 1 || IsDelimiter(plain[^2])))
        {
            plain.Length--;
        }

        var appends = i + 1 < command.Length && command[i + 1] == '>';
        i += appends ? 2 : 1;
        while (i < command.Length && (command[i] is ' ' or '\t'))
        {
            i++;
        }

        var target = new StringBuilder();
        var quoted = false;
        for (; i < command.Length && (quoted || (!IsDelimiter(command[i]) && command[i] is not ('>' or '<'))); i++)
        {
            if (command[i] == '"')
            {
                quoted = !quoted;
            }
            else if (command[i] != '^' || quoted)
            {
                target.Append(command[i]);
            }
        }

        i--;
        if (target.Length > 0 && target[0] != '&' && redirections.Count < 16)
        {
            redirections.Add(new Redirection(target.ToString(), access, appends));
        }
    }
}
