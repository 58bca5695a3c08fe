namespace Assay.Web.Access;

/// <summary>What somebody may do; each role includes the ones before it.</summary>
public enum PortalRole
{
    /// <summary>Nothing: pages that must be reachable by everybody (health, sign-in, style sheets).</summary>
    None,
    /// <summary>See pages and answers.</summary>
    Read,
    /// <summary>Hand packages in.</summary>
    Submit,
    /// <summary>Manage tokens, see the audit log.</summary>
    Admin,
}

/// <summary>The role that an endpoint wants. An endpoint without one is refused.</summary>
public sealed record RequiredRole(PortalRole Role);

/// <summary>Marks endpoints with the role that they want.</summary>
public static class RoleExtensions
{
    /// <summary>Lets an endpoint be used by those who have a role.</summary>
    public static T Requires<T>(this T endpoint, PortalRole role)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new RequiredRole(role));
}
