using System.Text;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Says which texts are passwords: reports name the place and never repeat them.</summary>
internal static class HiddenArguments
{
    private const string Mask = "(hidden)";

    private static readonly string[] NameEndings = ["password", "passphrase", "passwd", "secret", "apikey", "accesstoken", "securestring"];
    private static readonly string[] Keys = ["password=", "passwd=", "pwd=", "passphrase=", "/pass:", "/password:", "-password:"];
    private static readonly string[] Options = ["-password", "--password", "/password", "/rp", "-pw"];

    /// <summary>Gives what a report shows of a constant argument; <paramref name="position"/> counts the arguments without a name.</summary>
    public static string Show(in Fact fact, in Argument argument, int position) => IsPassword(fact, argument, position) ? Mask : Show(argument.Value!);

    /// <summary>Gives a text without the passwords that stand behind their key, as in a connection string.</summary>
    public static string Show(string text)
    {
        foreach (var key in Keys)
        {
            if (text.Contains(key, StringComparison.OrdinalIgnoreCase))
            {
                text = HideAfter(text, key);
            }
        }

        return text;
    }

    /// <summary>Gives a text without these parts. The name of a web address may have been written in lower case.</summary>
    public static string Hide(string text, IReadOnlyList<string> secrets)
    {
        foreach (var secret in secrets)
        {
            text = secret.Length == 0 ? text : text.Replace(secret, Mask, StringComparison.OrdinalIgnoreCase);
        }

        return text;
    }

    private static string HideAfter(string text, string key)
    {
        var result = new StringBuilder(text.Length);
        var start = 0;
        while (text.IndexOf(key, start, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
        {
            var from = at + key.Length;
            var to = text.AsSpan(from).IndexOfAny(";&\"' ") is >= 0 and var length ? from + length : text.Length;
            result.Append(text, start, from - start).Append(to > from ? Mask : "");
            start = to;
        }

        return result.Append(text, start, text.Length - start).ToString();
    }

    private static bool IsPassword(in Fact fact, in Argument argument, int position) => fact.Kind switch
    {
        FactKind.Command when Is(fact.Value, "ConvertTo-SecureString") => argument.Name is null ? position == 0 : Is(argument.Name, "String") || Is(argument.Name, "Key"),
        FactKind.Command => argument is { Name: { } name, Value: not ("true" or "false") } && Array.Exists(NameEndings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)),
        FactKind.Process when argument.Name is null && position > 0 => IsPasswordToken(fact, argument.Value!, position),
        FactKind.New => argument.Name is null && position == 1 && fact.Value is "System.Net.NetworkCredential" or "System.Management.Automation.PSCredential",
        FactKind.Call => argument.Name is null && position == 0
            && (fact.Value.EndsWith("::set_Password", StringComparison.Ordinal) || fact.Value.EndsWith("::SetPassword", StringComparison.Ordinal) || fact.Value.EndsWith("::set_PasswordInClearText", StringComparison.Ordinal)),
        _ => false,
    };

    // `net user NAME PASSWORD` and `net use RESOURCE PASSWORD`, and what follows an option that asks for a password.
    private static bool IsPasswordToken(in Fact fact, string token, int position)
    {
        string? first = null, before = null;
        var index = 0;
        foreach (var item in fact.Arguments!.Items)
        {
            if (item.Name is not null)
            {
                continue;
            }

            first ??= item.Value ?? "";
            if (index == position - 1)
            {
                before = item.Value;
            }

            index++;
        }

        return (Is(fact.Value, "net") && position == 2 && !token.StartsWith('/') && (Is(first, "user") || Is(first, "use")))
            || Array.Exists(Options, option => Is(before, option));
    }

    private static bool Is(string? text, string other) => string.Equals(text, other, StringComparison.OrdinalIgnoreCase);
}
