using Assay.Model;

namespace Assay.Rules;

/// <summary>Says which arguments are passwords: reports name the place and never repeat the text.</summary>
internal static class HiddenArguments
{
    /// <summary>Stands in reports for a password.</summary>
    public const string Mask = "(hidden)";

    private static readonly string[] NameEndings = ["password", "passphrase", "secret", "apikey", "accesstoken", "securestring"];
    private static readonly string[] TokenPrefixes = ["/pass:", "/password:", "/p:", "-password:", "password=", "pwd=", "--password="];

    /// <summary>Gives what a report shows of a constant argument; <paramref name="position"/> counts the arguments without a name.</summary>
    public static string Show(in Fact fact, in Argument argument, int position)
    {
        var text = argument.Value!;
        if (IsPassword(fact, argument, position))
        {
            return Mask;
        }

        if (fact.Kind == FactKind.Process && argument.Name is null && Array.Find(TokenPrefixes, prefix => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } prefix)
        {
            return text[..prefix.Length] + Mask;
        }

        return text;
    }

    private static bool IsPassword(in Fact fact, in Argument argument, int position) => fact.Kind switch
    {
        FactKind.Command when Is(fact.Value, "ConvertTo-SecureString") => argument.Name is null ? position == 0 : Is(argument.Name, "String") || Is(argument.Name, "Key"),
        FactKind.Command => argument.Name is { } name && Array.Exists(NameEndings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)),
        FactKind.Process when argument.Name is null && position > 0 => IsPasswordToken(fact, argument.Value!, position),
        FactKind.New => position == 1 && fact.Value is "System.Net.NetworkCredential" or "System.Management.Automation.PSCredential" && argument.Name is null,
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
            || Is(before, "-password") || Is(before, "--password") || Is(before, "/password") || Is(before, "/rp") || Is(before, "-pw");
    }

    private static bool Is(string? text, string other) => string.Equals(text, other, StringComparison.OrdinalIgnoreCase);
}
