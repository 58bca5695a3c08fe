namespace Assay.PowerShell.Folding;

/// <summary>Static methods of <c>[IO.Path]</c> that look at the text only, as Windows has them.</summary>
internal static class PathStatics
{
    public static object? Invoke(string name, in Arguments arguments)
    {
        if (name == "COMBINE")
        {
            return Combine(arguments);
        }

        if (arguments.Count is 0 or > 2 || !arguments.Text(0, out var path))
        {
            return UnknownElement.Any;
        }

        var separator = path.LastIndexOfAny(['/', '\\', ':']);
        var file = path[(separator + 1)..];
        var dot = file.LastIndexOf('.');
        return name switch
        {
            "GETFILENAME" => file,
            "GETEXTENSION" => dot >= 0 && dot < file.Length - 1 ? file[dot..] : "",
            "GETFILENAMEWITHOUTEXTENSION" => dot >= 0 ? file[..dot] : file,
            "CHANGEEXTENSION" when arguments.Text(1, out var extension) =>
                path[..(separator + 1)] + (dot >= 0 ? file[..dot] : file) + (extension.StartsWith('.') || extension.Length == 0 ? extension : "." + extension),
            _ => UnknownElement.Any,
        };
    }

    private static object? Combine(in Arguments arguments)
    {
        var parts = arguments.Count == 1 ? Operators.ArgumentsOf(arguments[0]) : arguments.Values;
        var result = "";
        foreach (var part in parts)
        {
            if (part is UnknownElement || Texts.Of(part, " ") is not { } text || !arguments.Work.Fits(result.Length + (long)text.Length))
            {
                return UnknownElement.Any;
            }

            if (text.Length == 0)
            {
                continue;
            }

            var rooted = text[0] is '/' or '\\' || (text.Length > 1 && text[1] == ':');
            result = result.Length == 0 || rooted ? text : result[^1] is '/' or '\\' or ':' ? result + text : $"{result}\\{text}";
        }

        return result;
    }
}
