using System.Collections.Concurrent;
using Assay.Framework;

namespace Assay.PowerShell.Folding;

/// <summary>The types that members of the framework's types have. A look-up goes through all base types; the results are remembered for every script, up to a number.</summary>
internal static class MemberTypes
{
    private const int MaximumRemembered = 20_000;

    private static readonly ConcurrentDictionary<(FrameworkType Type, string Member, bool IsStatic, int Arguments), FrameworkMember?> Remembered = new();

    /// <summary>The full name of the type that a member gives; null where it is not known.</summary>
    public static string? Of(string? type, string member, bool isStatic, int? arguments)
    {
        if (type is null)
        {
            return null;
        }

        if (isStatic && member.Equals("new", StringComparison.OrdinalIgnoreCase))
        {
            return type;
        }

        if (!isStatic && member.Equals("GetType", StringComparison.OrdinalIgnoreCase))
        {
            return "System.RuntimeType";
        }

        var returns = Find(type == "System.RuntimeType" ? "System.Type" : type, member, isStatic, arguments)?.ReturnType;
        if (returns is null || returns == "System.Object" || returns.Contains('!', StringComparison.Ordinal))
        {
            return null;
        }

        var generic = returns.IndexOf('<', StringComparison.Ordinal);
        return generic > 0 ? returns[..generic] : returns;
    }

    /// <summary>True when the instances of a type have a method of this name.</summary>
    public static bool IsMethod(string type, string name) => Find(type, name, isStatic: false, null) is { Kind: FrameworkMemberKind.Method };

    private static FrameworkMember? Find(string typeName, string member, bool isStatic, int? arguments)
    {
        if (FrameworkTable.Default.FindType(typeName) is not { } type)
        {
            return null;
        }

        var key = (type, member, isStatic, arguments ?? -1);
        if (!Remembered.TryGetValue(key, out var found))
        {
            found = type.FindMember(member, ignoreCase: true, isStatic, arguments);
            if (Remembered.Count < MaximumRemembered && member.Length < 100)
            {
                Remembered.TryAdd(key, found);
            }
        }

        return found;
    }
}
